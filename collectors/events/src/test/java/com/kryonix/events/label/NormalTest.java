package com.kryonix.events.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Label;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    private static String of(Normal normal, String raw, Rule... rules) {
        Label label = normal.label("label", new Columns().text("column", false), List.of(rules), 10, "unknown");
        return label.of().apply(raw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT | ' Visa ' | Visa",
                "TEXT | '' | unknown",
                "LOWER_CASE | Redis | redis",
                "UPPER_CASE | select | SELECT",
                "ENDPOINT | 'GET /a/7?x=1' | /a/:id",
                "ENDPOINT | '' | /",
                "ENDPOINT | https://app.example/users/12#top | /users/:id",
                "METHOD | post | POST",
                "METHOD | BREW | _OTHER",
                "DEVICE | Tablet | mobile",
                "DEVICE | desktop | desktop",
                "DEVICE | fridge | unknown",
                "DEVICE | '' | unknown",
                "BROWSER | Chrome | chrome",
                "BROWSER | 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0' | edge",
                "BROWSER | 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Safari/604.1' | safari",
                "BROWSER | 'Mobile Safari' | safari",
                "BROWSER | NetFront | other",
                "BROWSER | '' | unknown",
                "OPERATING_SYSTEM | 'Windows 11' | windows",
                "OPERATING_SYSTEM | 'Mozilla/5.0 (Linux; Android 14)' | android",
                "OPERATING_SYSTEM | 'Mac OS X 10.15' | macos",
                "OPERATING_SYSTEM | iOS | ios",
                "OPERATING_SYSTEM | 'CPU iPhone OS 17_0 like Mac OS X' | ios",
                "OPERATING_SYSTEM | BeOS | other",
                "KEY_PREFIX | user:123:profile | user",
                "KEY_PREFIX | 'cache:GET:/api/users:7:d41d8cd98f00b204e9800998ecf8427e' | cache",
                "KEY_PREFIX | d41d8cd98f00b204e9800998ecf8427e | none",
                "KEY_PREFIX | 123:user | none",
                "KEY_PREFIX | sessions | none",
            })
    void aValueBecomesItsLabel(Normal normal, String raw, String label) {
        assertThat(of(normal, raw)).isEqualTo(label);
    }

    @Test
    void rulesComeFirstInTheirOrder() {
        Rule shop = new Rule(Pattern.compile("^/shop/[^/]+"), "/shop/:slug");
        Rule slug = new Rule(Pattern.compile("^/shop/(:slug)/edit$"), "/editor/$1");
        assertThat(of(Normal.ENDPOINT, "GET /shop/red%20shoes/edit?x", shop, slug))
                .isEqualTo("/editor/:slug");
        assertThat(of(Normal.TEXT, "eu-west-1", new Rule(Pattern.compile("-\\d+$"), "")))
                .isEqualTo("eu-west");
    }

    @Test
    void aReplacementNamesOnlyGroupsThatThereAre() {
        assertThatThrownBy(() -> new Rule(Pattern.compile("a(b)"), "$2"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("$2 is no group of match, which has 1");
    }

    @Property
    void whatARuleCoversNeverShows(@ForAll String before, @ForAll long id) {
        Rule rule = new Rule(Pattern.compile("customer-[0-9]+"), "customer");
        long positive = id & Long.MAX_VALUE;
        String label = of(Normal.TEXT, before + "customer-" + positive, rule);
        assertThat(label).doesNotContain("customer-" + positive).hasSizeLessThanOrEqualTo(120);
    }
}
