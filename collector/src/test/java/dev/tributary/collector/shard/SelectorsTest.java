package dev.tributary.collector.shard;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Conditions added to selectors, and selectors that fit a URL. */
class SelectorsTest {
    @Test
    void aRangeIsAddedToEverySelectorAlsoToOneThatNamesItsMetric() {
        Selectors selectors = Selectors.parse(List.of("up{job='x'}", "{a!~\"b.*\"}"));
        assertThat(selectors.textsWithin(new NameRange("u", ""))).containsExactly(
                "{job=\"x\",__name__=\"up\",__name__=~\"(?s)(?:[v-\\\\x{10ffff}].*|u.*)\"}",
                "{a!~\"b.*\",__name__=~\"(?s)(?:[v-\\\\x{10ffff}].*|u.*)\"}");
        assertThat(selectors.textsWithin(NameRange.ALL)).containsExactly("up{job='x'}", "{a!~\"b.*\"}");
    }

    @Test
    void selectorsOfOneNameAskForThatAlone() {
        assertThat(Selectors.parse(List.of("{a=\"b\"}")).textsOf("up")).containsExactly("{a=\"b\",__name__=\"up\"}");
    }

    @Test
    void longListsOfSelectorsAreAskedForInSeveralRequests() {
        List<String> many = Collections.nCopies(100, "{a_label=\"" + "v".repeat(200) + "\"}");
        List<List<String>> requests = Selectors.parse(many).perRequest(NameRange.ALL).stream().map(Selectors::texts)
                .toList();
        assertThat(requests.size()).isBetween(4, 6);
        assertThat(requests.stream().flatMap(List::stream)).isEqualTo(many).hasSize(100);
    }
}
