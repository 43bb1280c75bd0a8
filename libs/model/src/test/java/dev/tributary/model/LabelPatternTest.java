package dev.tributary.model;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LabelPatternTest {
    @ParameterizedTest
    @CsvSource({"a, a", "a|b, a b", "(a|b), a b", "(?:a|b), a b", "a-(b|c), a-b a-c", "(a|b)(c|d), ac ad bc bd",
            "((a)|b)c, ac bc", "a\\.b, a.b", "x[12]y, x1y x2y", "a|a|b, a b", "\\(\\)\\|, ()|", "(a|(b|c)d), a bd cd"})
    void listsAllTextsThatMatch(String source, String texts) {
        assertThat(LabelPattern.compile(source).alternatives()).containsExactly(texts.split(" "));
    }

    @Test
    void theEmptyTextMayBeListed() {
        assertThat(LabelPattern.compile("").alternatives()).containsExactly("");
        assertThat(LabelPattern.compile("a|").alternatives()).containsExactly("a", "");
        assertThat(LabelPattern.compile("()").alternatives()).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({"a.", "a*", "ab?", "(a|b)+", "(?i)a", "(?i:a)", "(?P<x>a)", "[a-c]", "[^a]", "\\d", "a$", "^a", "a{2}",
            "\\pL", "[[:alpha:]]", "(a|b.)"})
    void otherShapesListNothing(String source) {
        assertThat(LabelPattern.compile(source).alternatives()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"web-.*, web-", "webs?, web", "web(a)*, web", "web+, web", "web{0}, we", "(?i)web, ''", "a.*|b.*, ''",
            "^web.*, ''",
            "web\\.x.*, web", ".*web, ''"})
    void everyMatchStartsWithThePrefix(String source, String prefix) {
        assertThat(LabelPattern.compile(source).prefix()).isEqualTo(prefix);
    }

    @Test
    void aQuantifierBehindASupplementaryCharacterBindsToAllOfIt() {
        LabelPattern pattern = LabelPattern.compile("a\uD83D\uDE00*");
        assertThat(pattern.prefix()).isEqualTo("a");
        assertThat(pattern.matches("a")).isTrue();
        assertThat(pattern.matches("a\uD83D\uDE00\uD83D\uDE00")).isTrue();
    }

    @Test
    void thousandsOfAlternativesAreLookedUp() {
        String source = IntStream.range(0, 50_000).mapToObj(i -> "pod-" + i).collect(Collectors.joining("|"));
        LabelPattern pattern = LabelPattern.compile(source);
        assertThat(pattern.alternatives()).hasSize(50_000);
        assertThat(pattern.matches("pod-49999")).isTrue();
        assertThat(pattern.matches("pod-50000")).isFalse();
    }

    @Test
    void caseIsIgnoredWhereTheFlagSaysSo() {
        assertThat(LabelPattern.compile("(?i)web-.*").matches("WEB-1")).isTrue();
        assertThat(LabelPattern.compile("(?i:A|B)").matches("b")).isTrue();
        assertThat(LabelPattern.compile("a|B").matches("b")).isFalse();
    }

    @Test
    void theAnchoredExpressionReplaces() {
        com.google.re2j.Matcher match = LabelPattern.compile("(a|ab)(c|bcd)").re2().matcher("abcd");
        assertThat(match.matches()).isTrue();
        assertThat(RegexTemplate.compile("$2-$1-$3-$0").expand(match)).isEqualTo("bcd-a--abcd");
    }

    /** Whatever the shortcuts find, the answer is that of RE2 alone. */
    @Test
    void shortcutsAnswerAsRe2Does() {
        List<String> parts = List.of("a", "b", "ab", "\\.", ".", ".*", ".+", "(", ")", "|", "[ab]", "[a.]", "?", "*",
                "+", "(?:", "(?i)",
                "\uD83D\uDE00", "x", "A", "{2}", "$", "^");
        List<String> letters = List.of("a", "b", ".", "x", "A", "\uD83D\uDE00", "\n", "B");
        int compared = 0;
        for (long seed = 1; compared < 100_000; seed++) {
            Random random = new Random(seed);
            String source = draw(random, parts, 6);
            Pattern plain;
            try {
                Pattern.compile(source);
                plain = Pattern.compile("(?s:" + source + ")");
            } catch (RuntimeException _) {
                continue;
            }
            LabelPattern pattern = LabelPattern.compile(source);
            for (int i = 0; i < 20; i++) {
                String value = draw(random, letters, 4);
                assertThat(pattern.matches(value)).as("/%s/ on '%s', seed %d", source, value, seed)
                        .isEqualTo(plain.matches(value));
                compared++;
            }
        }
    }

    private static String draw(Random random, List<String> from, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            out.append(from.get(random.nextInt(from.size())));
        }
        return out.toString();
    }
}
