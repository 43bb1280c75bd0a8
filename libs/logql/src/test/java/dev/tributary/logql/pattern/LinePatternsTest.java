package dev.tributary.logql.pattern;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class LinePatternsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void whatChangesBecomesAWildcard() {
        LinePatterns patterns = new LinePatterns(100, 10 * SECOND);
        for (int i = 0; i < 30; i++) {
            patterns.add(i * SECOND, "user " + (char) ('a' + i % 26) + "lice logged in from 10.0.0." + i + " ok",
                    "info");
            patterns.add(i * SECOND, "GET /api/items/" + i + " took " + i + "ms", "info");
        }
        patterns.add(1, "out of memory", "error");
        assertThat(patterns.patterns()).extracting(CountedPattern::text).containsExactly(
                "GET /api/items/<_> took <_>", "user <_> logged in from <_> ok", "out of memory");
        CountedPattern first = patterns.patterns().getFirst();
        assertThat(first.total()).isEqualTo(30);
        assertThat(first.level()).isEqualTo("info");
        assertThat(first.counts()).containsEntry(0L, 10L).containsEntry(20 * SECOND, 10L).hasSize(3);
    }

    @Test
    void levelsAndLengthsAreKeptApartAndTheNumberIsBounded() {
        LinePatterns patterns = new LinePatterns(3, SECOND);
        patterns.add(0, "disk full", "warn");
        patterns.add(0, "disk full", "error");
        patterns.add(0, "", "error");
        IntStream.range(0, 50).forEach(i -> patterns.add(0, "w" + (char) ('a' + i % 20) + "x y" + i, "info"));
        assertThat(patterns.patterns()).hasSize(3);
    }
}
