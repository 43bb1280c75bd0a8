package dev.tributary.logql.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tributary.logql.LogqlEngine;
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
        boolean letters = random.nextBoolean();
        String expression = random(random, letters ? "abK|()" : "abc.*+?()[]^$\\d|{2}", 10);
        if (random.nextInt(3) == 0) {
            int at = random.nextInt(expression.length() + 1);
            expression = expression.substring(0, at) + "(?i)" + expression.substring(at);
        }
        String line = random(random, letters ? "abkABK\u212a" : "abc.d2", 12);
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException _) {
            return;
        }
        if (pattern.matcher(line).find()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertThat(RegexNeedles.of(expression)).as("%s in %s", expression, line)
                    .allMatch(needle -> Needles.condition(needle).holds(bytes, 0, bytes.length));
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

    /** Needles with spaces between them, texts of one with slashes between them, a tilde where the case does not count. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"abc; abc", "ab?c; ac/abc", "a(b|c)d; abd/acd", "a|b; a/b", "(?i)Abc; ~abc",
            "a\\.b; a.b", "a[bc]d; abd/acd", "a[b-d]e; a e", "ab*; a", "ab+c; ab c", "a{2}b; a b", "a{0,2}b; b",
            "x\\dy; x y", "^a$; a", "a.b; a b", "\\Qab\\E;", "(?:ab)c; abc", "(?P<n>x)y; xy", "a[]x]b; a]b/axb",
            "a[-]b; a b", "\\x41b; b", "err(or)?; err", "(a|b.*)c; a/b c", "(a|.)c; c", "\\bab\\b; ab",
            "(?i:ab)cd; ~ab cd",
            "ab(?i)cd; ab ~cd", "(?i)\u00e4b; ~b", "(?i)a|b; ~a/b", "(a(?i)b)c; a ~b c", "x(?s).y; x y", "a|;",
            "a(?i)*b;",
            "timeout|timed out|(?i)refused; ~timeout/refused/timed out", "[abcde]x; x", "(ab|c){2}d; c/ab d",
            "(ab)??c; c"})
    void needlesOfRegularExpressions(String expression, String needles) {
        assertThat(String.join(" ", RegexNeedles.of(expression).stream()
                .map(needle -> (needle.anyCase() ? "~" : "") + String.join("/", needle.texts())).toList()))
                .isEqualTo(needles == null ? "" : needles);
    }

    private static List<String> needles(String filters) {
        return LogqlEngine.pipeline("{a=\"b\"} " + filters).needles().stream()
                .map(needle -> (needle.anyCase() ? "~" : "") + String.join("/", needle.texts())).toList();
    }

    @Test
    void needlesOfFilters() {
        assertThat(needles("|= `one` |~ `(?i)two|three` != `four` | json |= `five`"))
                .containsExactly("one", "~two/three", "five");
        assertThat(needles("|= `one` or `other` | line_format `x` |= `x`")).containsExactly("one/other");
        assertThat(needles("|~ `(?i)one.two` or `THREE`")).containsExactly("~one/three");
        assertThat(needles("|= `one` or ``")).isEmpty();
        assertThat(needles("|= `one` or ip(`1.2.3.4`)")).isEmpty();
        assertThat(needles("|> `<_>one<_>` or `two<_>`")).containsExactly("one/two");
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
