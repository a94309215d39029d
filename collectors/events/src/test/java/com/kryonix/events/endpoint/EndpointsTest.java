package com.kryonix.events.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/users | /api/v1/users",
                "GET /api/v1/users/123 | /api/v1/users/:id",
                "/api//v1/users/ | /api/v1/users",
                "/search?q=1#top | /search",
                "/a;jsessionid=1 | /a",
                "https://example.com:8443/a/7?x=/b | /a/:id",
                "/users/7f3c2a10-9b1e-4f6d-8a77-0123456789ab | /users/:id",
                "/users/:id/orders/{order} | /users/:id/orders/{order}",
                "/o/01ARZ3NDEKTSV4RRFFQ69G5FAV | /o/:id",
                "/c/deadbeef1 | /c/:id",
                "/c/facade | /c/facade",
                "/day/2026-11-24 | /day/:id",
                "/mail/a.b@example.com | /mail/:id",
                "/t/eyJhbGciOiJIUzI1NiJ9Xx | /t/:id",
                "/pages/performance-dashboard-settings | /pages/performance-dashboard-settings",
                "/u/%2531%32 | /u/:id",
                "/search/hello%20world | /search/:id",
                "/1/2/3/4/5/6/7/8/9 | /:id/:id/:id/:id/:id/:id/:id/:id/...",
                "* | /*",
                "/users/' OR 1=1 -- | /users/:id",
                "/files/../../etc/passwd | /files/../../etc/passwd",
                "/a/<script>alert(1)</script> | /a/<script>alert(1)</script>",
                "'' | /",
            })
    void aPathBecomesItsRoute(String raw, String route) {
        assertThat(Endpoints.normal(raw)).isEqualTo(route);
    }

    @Property
    void twiceIsOnceAndNeverLong(@ForAll("paths") String raw) {
        String once = Endpoints.normal(raw);
        assertThat(Endpoints.normal(once)).isEqualTo(once);
        assertThat(once).startsWith("/").hasSizeLessThanOrEqualTo(Endpoints.MOST_CHARACTERS);
    }

    @Property
    void anIdNeverShows(@ForAll("paths") String before, @ForAll("ids") String id) {
        assertThat(Endpoints.normal("/users/" + id + "/orders")).isEqualTo("/users/:id/orders");
        assertThat(Endpoints.normal("/x/" + id + "?" + before)).isEqualTo("/x/:id");
    }

    @Property
    void aMethodInFrontAndDoubledSlashesSayNothing(@ForAll("paths") String raw) {
        String route = Endpoints.normal("/" + raw);
        assertThat(Endpoints.normal("GET /" + raw)).isEqualTo(route);
        assertThat(Endpoints.normal(("/" + raw).replace("/", "//"))).isEqualTo(route);
    }

    @Test
    void fiveHundredCharactersAreARouteLikeAnyOther() {
        assertThat(Endpoints.normal("/" + "x".repeat(499))).isEqualTo("/:id");
        assertThat(Endpoints.normal("/abc".repeat(125))).isEqualTo("/abc".repeat(8) + "/...");
        assertThat(Endpoints.normal("GET /search?q=" + "%41".repeat(160))).isEqualTo("/search");
        assertThat(Endpoints.normal("/" + "%25".repeat(160) + "31")).isEqualTo("/:id");
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> hostile =
                Arbitraries.strings().withChars("/%?#;:. aZ09-_@é\n\u0000{}<>.").ofMaxLength(500);
        return Arbitraries.oneOf(hostile, Arbitraries.strings().ofMaxLength(200));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.longs().greaterOrEqual(0).map(String::valueOf),
                Arbitraries.create(UUID::randomUUID).map(UUID::toString),
                Arbitraries.create(UUID::randomUUID)
                        .map(id -> id.toString().replace("-", "").toUpperCase(Locale.ROOT) + "0"),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20).map(name -> name + "@example.com"),
                Arbitraries.longs().between(1, 9_999_999).map(number -> "%3" + number % 10 + number));
    }
}
