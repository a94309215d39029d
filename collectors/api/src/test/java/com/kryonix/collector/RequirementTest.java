package com.kryonix.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequirementTest {
    private static final Facts SERVER = new Facts(
            Version.of(16, 2), false, Map.of("pg_stat_statements", Version.of(1, 10)), "kryonix", Set.of("pg_monitor"));

    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(Requirement.since(16).unmetBy(SERVER)).isEmpty();
        assertThat(Requirement.since(17).unmetBy(SERVER)).contains("needs server version 17, this is 16.2");
        assertThat(Requirement.since(16, 3).unmetBy(SERVER)).isPresent();
        assertThat(Requirement.before(17).unmetBy(SERVER)).isEmpty();
        assertThat(Requirement.before(16).unmetBy(SERVER)).contains("only before server version 16, this is 16.2");
    }

    @Test
    void theReasonSaysWhatToDo() {
        assertThat(Requirement.primaryOnly().unmetBy(SERVER)).contains("only on a primary, this is a standby");
        assertThat(Requirement.extension("pg_buffercache", "CREATE EXTENSION pg_buffercache")
                        .unmetBy(SERVER))
                .contains("extension pg_buffercache is missing: CREATE EXTENSION pg_buffercache");
        assertThat(Requirement.grant("pg_read_all_data", "GRANT pg_read_all_data TO %s")
                        .unmetBy(SERVER))
                .contains("user kryonix lacks pg_read_all_data: GRANT pg_read_all_data TO kryonix");
    }

    @Test
    void theFirstUnmetOfSeveralIsTheReason() {
        Requirement both = Requirement.since(17).and(Requirement.primaryOnly());
        assertThat(both.unmetBy(SERVER)).contains("needs server version 17, this is 16.2");
        assertThat(Requirement.none().and(Requirement.grant("pg_monitor", "")).unmetBy(SERVER))
                .isEmpty();
    }

    @Test
    void readsVersionsAsServersWriteThem() {
        assertThat(Version.parse("18beta1")).isEqualTo(Version.of(18, 0));
        assertThat(Version.parse("16.2 (Debian 16.2-1.pgdg120+2)")).isEqualTo(Version.of(16, 2));
        assertThat(Version.parse("7.0.15")).isEqualTo(Version.of(7, 0));
        assertThat(Version.of(1, 12)).isGreaterThan(Version.of(1, 9));
        assertThatThrownBy(() -> Version.parse("none")).hasMessageContaining("not a version");
    }
}
