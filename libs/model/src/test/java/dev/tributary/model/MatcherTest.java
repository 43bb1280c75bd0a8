package dev.tributary.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MatcherTest {
    @ParameterizedTest
    @CsvSource({"EQUAL, a, a, true", "EQUAL, a, b, false", "EQUAL, '', '', true", "NOT_EQUAL, a, b, true",
            "NOT_EQUAL, a, a, false", "NOT_EQUAL, a, '', true", "REGEX, a|b, b, true", "REGEX, a|b, ab, false",
            "REGEX, a.*, a, true", "REGEX, .+, '', false", "NOT_REGEX, a.*, b, true", "NOT_REGEX, a.*, ab, false",
            "NOT_REGEX, '', a, true"})
    void matchesWholeValues(MatchType type, String pattern, String value, boolean expected) {
        assertThat(Matcher.of("x", type, pattern).matches(value)).isEqualTo(expected);
    }

    @Test
    void knowsWhetherAnAbsentLabelMatches() {
        assertThat(Matcher.equal("x", "").matchesEmpty()).isTrue();
        assertThat(Matcher.of("x", MatchType.NOT_EQUAL, "a").matchesEmpty()).isTrue();
        assertThat(Matcher.of("x", MatchType.REGEX, ".*").matchesEmpty()).isTrue();
        assertThat(Matcher.of("x", MatchType.REGEX, ".+").matchesEmpty()).isFalse();
        assertThat(Matcher.of("x", MatchType.NOT_REGEX, ".+").matchesEmpty()).isTrue();
    }

    @Test
    void isAValue() {
        Matcher matcher = Matcher.of("x", MatchType.REGEX, "a|b");
        assertThat(matcher).isEqualTo(Matcher.of("x", MatchType.REGEX, "a|b"))
                .hasSameHashCodeAs(Matcher.of("x", MatchType.REGEX, "a|b"))
                .isNotEqualTo(Matcher.of("x", MatchType.NOT_REGEX, "a|b")).isNotEqualTo(Matcher.equal("x", "a|b"));
        assertThat(matcher.isNegative()).isFalse();
        assertThat(Matcher.of("x", MatchType.NOT_EQUAL, "").isNegative()).isTrue();
        assertThat(matcher.pattern()).isNotNull();
        assertThat(Matcher.equal("x", "a").pattern()).isNull();
    }

    @Test
    void printsAsPromqlWritesIt() {
        assertThat(Matcher.of("x", MatchType.NOT_REGEX, "a\"b")).hasToString("x!~\"a\\\"b\"");
        assertThat(Matcher.equal("a.b", "c")).hasToString("\"a.b\"=\"c\"");
    }

    @Test
    void refusesWhatRe2Refuses() {
        assertThatThrownBy(() -> Matcher.of("x", MatchType.REGEX, "a)")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error parsing regexp: unexpected ): `a)`");
        assertThatThrownBy(() -> Matcher.of("x", MatchType.REGEX, "a(")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error parsing regexp: missing closing ): `a(`");
        assertThatThrownBy(() -> Matcher.of("x", MatchType.REGEX, "(?=a)")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("error parsing regexp: invalid or unsupported Perl syntax");
        assertThatThrownBy(() -> Matcher.of("x", MatchType.REGEX, "a)|(b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
