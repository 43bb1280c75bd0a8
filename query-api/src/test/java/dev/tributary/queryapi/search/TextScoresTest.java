package dev.tributary.queryapi.search;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TextScoresTest {
    @ParameterizedTest
    @CsvSource({"up, up, 1", "up, uptime, 1", "mem, node_memory, 0.9334", "nm, node_memory, 0.3519", "abc, acb, 0",
            "é, café, 0.2498", "é, cafe, 0", "aab, xaxaab, 0.9435", "x, aaaaaaaaax, 0.0999", "long, lo, 0"})
    void aSubsequenceScoresByRunsAndGaps(String pattern, String text, double score) {
        assertThat(new SubsequenceScore(pattern, 0).of(text)).isCloseTo(score, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({"MARTHA, MARHTA, 0.9611", "DIXON, DICKSONX, 0.8133", "DWAYNE, DUANE, 0.84", "abc, abc, 1",
            "abc, xyz, 0",
            "naïve, naive, 0.8933"})
    void similarityIsThatOfTheLiterature(String pattern, String text, double score) {
        assertThat(new JaroWinklerScore(pattern, 0).of(text)).isCloseTo(score, within(0.0001));
        assertThat(new JaroWinklerScore(text, 0).of(pattern)).isCloseTo(score, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({"node, node_cpu, 1", "cpu, node_cpu, 0.1", "e_c, node_cpu, 0.46", "é, aé, 0.1", "xyz, node_cpu, 0"})
    void aSubstringScoresByItsPlace(String pattern, String text, double score) {
        assertThat(new SubstringScore(pattern).of(text)).isCloseTo(score, within(0.0001));
    }

    @Test
    void belowTheThresholdNothingFits() {
        assertThat(new SubsequenceScore("nm", 0.36).of("node_memory")).isZero();
        assertThat(new SubsequenceScore("nm", 0.35).of("node_memory")).isPositive();
        assertThat(new JaroWinklerScore("DWAYNE", 0.85).of("DUANE")).isZero();
        assertThat(FuzzyAlgorithm.JAROWINKLER.score("DWAYNE", 84).of("DUANE")).isPositive();
        assertThat(FuzzyAlgorithm.JAROWINKLER.score("DWAYNE", 0).of("DUANE")).isZero();
    }

    @Test
    void theBestOfSeveralTermsCounts() {
        SearchTerms terms = new SearchTerms(List.of("CPU", "", "node"), FuzzyAlgorithm.JAROWINKLER, 0, false);
        assertThat(terms.score().of("Node_cpu")).isEqualTo(1);
        assertThat(terms.score().of("xx_CPU")).isCloseTo(0.1, within(0.0001));
        assertThat(new SearchTerms(List.of(""), FuzzyAlgorithm.SUBSEQUENCE, 100, true).score().of("any")).isEqualTo(1);
    }
}
