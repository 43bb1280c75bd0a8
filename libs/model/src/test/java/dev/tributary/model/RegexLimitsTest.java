package dev.tributary.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegexLimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "a{1000}", "(?:a{10}){100}", "(a{30}){30}b{900}", "[{}]{1000}", "a{,5}",
            "\\{2000}", "\\p{Greek}{1000}", "\\Qa{9999}\\E", "[]{2000}]", "[[:digit:]{2000}]",
            "(?P<n>a{10})(?i)b{1000}",
            "a{2,}b{3,4}", "x{0}"})
    void whatGoTakesPasses(String regex) {
        assertThat(LabelPattern.compile(regex).source()).isEqualTo(regex);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a{1001}; invalid repeat count: `{1001}`",
            "(a{100}){11}; invalid repeat count: `{11}`", "((a{10,}){10}){5,20}; invalid repeat count: `{5,20}`",
            "(b|[x]{500}|c)(a|(c{2}d{600})e){2}; invalid repeat count: `{2}`",
            "a{100}{100}; invalid repeat count: `{100}`"})
    void manyCopiesAreRefused(String regex, String problem) {
        assertThatThrownBy(() -> LabelPattern.compile(regex)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error parsing regexp: " + problem);
    }

    @Test
    void depthAndSizeAreLimited() {
        assertThatThrownBy(() -> LabelPattern.compile("(".repeat(100_000) + "a" + ")".repeat(100_000)))
                .hasMessageStartingWith("error parsing regexp: expression nests too deeply: `");
        assertThatThrownBy(() -> LabelPattern.compile("(?:" + "ab".repeat(2000) + "){1000}"))
                .hasMessageStartingWith("error parsing regexp: expression too large: `");
        assertThatThrownBy(() -> LabelPattern.compile("((((a{100}){100}){100}){100}){100}"))
                .hasMessage("error parsing regexp: invalid repeat count: `{100}`");
    }

    @Test
    void openGroupsAndClassesAreLeftToTheCompiler() {
        for (String regex : new String[]{"(", ")", "[", "[a", "\\", "[\\", "\\p{", "(?P<n", "{2000}*a{x)"}) {
            assertThatThrownBy(() -> LabelPattern.compile(regex)).as(regex)
                    .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("error parsing regexp: ");
        }
    }
}
