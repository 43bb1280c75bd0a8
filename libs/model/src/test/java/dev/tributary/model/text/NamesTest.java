package dev.tributary.model.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {
    @Test
    void plainNames() {
        for (String name : new String[]{"a", "_", "Ab9", "a_b"}) {
            assertThat(Names.isLegacyLabelName(name)).isTrue();
            assertThat(Names.isLegacyMetricName(name)).isTrue();
        }
        for (String name : new String[]{"", "9a", "a.b", "a b", "\u00e9"}) {
            assertThat(Names.isLegacyLabelName(name)).isFalse();
            assertThat(Names.isLegacyMetricName(name)).isFalse();
        }
        assertThat(Names.isLegacyLabelName("a:b")).isFalse();
        assertThat(Names.isLegacyMetricName(":a:b")).isTrue();
    }

    @Test
    void anyTextOfUtf8IsAName() {
        assertThat(Names.isUtf8Name("a.b \u00e9 \uD83D\uDE00")).isTrue();
        assertThat(Names.isUtf8Name("")).isFalse();
        assertThat(Names.isUtf8Name("a\ud83d")).isFalse();
        assertThat(Names.isUtf8Name("\ude00\ud83d")).isFalse();
    }

    /** Name, then its forms with underscores, dots and values. */
    @ParameterizedTest
    @CsvSource({"up, up, up, up", "a:b_c, a:b_c, a:b__c, a:b_c", "a.b_c, a_b_c, a_dot_b__c, U__a_2e_b__c",
            "http.status:sum, http_status:sum, http_dot_status:sum, U__http_2e_status:sum",
            "9a, _a, __a, U___39_a",
            "label with \uD83D\uDE31, label_with__, label__with____, U__label_20_with_20__1f631_",
            "'', '', '', ''"})
    void namesTravelInEveryScheme(String name, String underscores, String dots, String values) {
        assertThat(EscapingScheme.ALLOW_UTF8.escape(name)).isEqualTo(name);
        assertThat(EscapingScheme.UNDERSCORES.escape(name)).isEqualTo(underscores);
        assertThat(EscapingScheme.DOTS.escape(name)).isEqualTo(dots);
        assertThat(EscapingScheme.VALUES.escape(name)).isEqualTo(values);
        assertThat(EscapingScheme.VALUES.unescape(values)).isEqualTo(name);
    }

    @Test
    void dotsComeBack() {
        assertThat(EscapingScheme.DOTS.unescape("a_dot_b__c")).isEqualTo("a.b_c");
        assertThat(EscapingScheme.UNDERSCORES.unescape("a_b")).isEqualTo("a_b");
        assertThat(EscapingScheme.ALLOW_UTF8.unescape("U__a_2e_b")).isEqualTo("U__a_2e_b");
    }

    @ParameterizedTest
    @CsvSource({"U__a_2e", "U__a_", "U__a_zz_", "U__a_1234567_", "U__a_110000_", "U__a_d800_", "no_prefix"})
    void whatIsNoEscapedNameIsItself(String text) {
        assertThat(EscapingScheme.VALUES.unescape(text)).isEqualTo(text);
    }

    @Test
    void schemesAreFoundByTheirText() {
        assertThat(EscapingScheme.of("allow-utf-8")).contains(EscapingScheme.ALLOW_UTF8);
        assertThat(EscapingScheme.of("values")).contains(EscapingScheme.VALUES);
        assertThat(EscapingScheme.of("other")).isEmpty();
    }
}
