package dev.tributary.logql.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

final class LineConditionTest {
    private static String random(Random random, String letters, int lengthMax) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
            out.append(letters.charAt(random.nextInt(letters.length())));
        }
        return out.toString();
    }

    @Seeded(runs = 2_000)
    void searchFindsWhatIndexOfFinds(Random random) {
        String letters = random.nextBoolean() ? "ab" : "abcdefg \u00e9";
        byte[] text = random(random, letters, 60).getBytes(StandardCharsets.UTF_8);
        String needle = random(random, letters, 5);
        int from = random.nextInt(text.length + 1);
        int to = random.nextInt(from, text.length + 1);
        String part = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        int expected = part.indexOf(new String(needle.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertThat(new ByteSearch(needle).indexIn(text, from, to)).isEqualTo(expected < 0 ? -1 : expected + from);
    }

    /** Every text that is said to be needed is in every match, or the filter would lose lines. */
    @Seeded(runs = 4_000)
    void neededTextsAreInEveryMatch(Random random) {
        String expression = random(random, "abc.*+?()[]^$\\d|{2}", 10);
        String line = random(random, "abc.d2", 12);
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException _) {
            return;
        }
        if (pattern.matcher(line).find()) {
            assertThat(RegexTexts.needed(expression)).as("%s in %s", expression, line).allMatch(line::contains);
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(RegexCondition.of(expression, true).holds(bytes, 0, bytes.length)).as("%s in %s", expression, line)
                .isEqualTo(pattern.matcher(line).find());
    }

    @Seeded(runs = 2_000)
    void anyCaseIsThatOfTheExpression(Random random) {
        String letters = random.nextBoolean() ? "aBsK1 " : "abcdEFks-\u017f\u212a\u00e9 ";
        String expression = "(?i)" + random(random, "abKs1|[.]", 6);
        String line = random(random, letters, 40);
        byte[] bytes = ("x" + line + "y").getBytes(StandardCharsets.UTF_8);
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException _) {
            return;
        }
        assertThat(RegexCondition.of(expression, true).holds(bytes, 1, bytes.length - 1))
                .as("%s in %s", expression, line)
                .isEqualTo(pattern.matcher(line).find());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"abc; abc", "ab?c; a,c", "a(b|c)d; a,d", "a|b;", "(?i)abc;", "a\\.b; a.b",
            "a[bc]d; a,d", "ab*; a", "ab+c; ab,c", "a{2}b; b", "x\\dy; x,y", "^a$; a", "a.b; a,b", "\\Qab\\E;",
            "(?:ab)c; c", "(?P<n>x)y; y", "a[]x]b; a,b", "\\x41b; b"})
    void textsOfRegularExpressions(String expression, String texts) {
        assertThat(RegexTexts.needed(expression)).isEqualTo(texts == null ? List.of() : List.of(texts.split(",")));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, x 10.200.3.4 y, true", "10.0.0.0/8, x 11.200.3.4 y, false", "1.2.3.4, 1.2.3.4, true",
            "1.2.3.4, a1.2.3.4b, true", "1.2.3.4, 01.2.3.4, false", "::1, [::1]:80, true",
            "2001:db8::/32, 2001:db8:0:1::5, true", "2001:db8::/32, 2001:db9::5, false",
            "::ffff:1.2.3.4, ::ffff:1.2.3.4, true", "0.0.0.0/0, 9.9.9.9, true", "::/0, fe80::1, true",
            "1.1.1.1-1.1.1.9, 1.1.1.5, true", "1.1.1.1-1.1.1.9, 1.1.1.10, false"})
    void addresses(String range, String line, boolean holds) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(AddressRange.parse(range).holds(bytes, 0, bytes.length)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3", "1.2.3.4/33", "x", "1.2.3.4-", "1.2.3.9-1.2.3.1", "1:2", "::1::2", "1.2.3.4/x", "12345::"})
    void noAddresses(String range) {
        assertThat(catchThrowable(() -> AddressRange.parse(range)))
                .hasMessageStartingWith("ip: invalid pattern");
    }

    @Test
    void patternsKeepTheirTexts() {
        assertThat(LinePattern.filter("a <_> b").texts()).containsExactly("a ", " b");
        assertThat(LinePattern.parser("<x> b <_> <y>").names()).containsExactly("x", "y");
    }
}
