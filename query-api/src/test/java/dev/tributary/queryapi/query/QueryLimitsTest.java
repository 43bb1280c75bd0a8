package dev.tributary.queryapi.query;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.tributary.queryapi.search.SearchLimits;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryLimitsTest {
    @Test
    void anEmptySectionGivesTheDefaults() {
        assertThat(ConfigFile.defaults(QueryLimits.class)).isEqualTo(QueryLimits.DEFAULT);
    }

    @Test
    void everyKeyIsRead() {
        QueryLimits limits = parse("""
                                   max_concurrency: 1
                                   max_queued: 2
                                   max_concurrent_lookups: 3
                                   timeout: 4s
                                   max_samples: 5
                                   max_bytes: 6MiB
                                   max_series: 6
                                   max_points: 7
                                   remote_read_max_samples: 70
                                   lookback_delta: 8m
                                   default_subquery_step: 9s
                                   parallelism: 10
                                   slow_log_threshold: 0s
                                   search: {max_limit: 11, max_terms: 12, max_term_length: 13}
                                   features: [promql-experimental-functions]
                                   answer_cache: 5MiB
                                   """);
        assertThat(limits).isEqualTo(new QueryLimits(1, 2, 3, Duration.ofSeconds(4), 5, new ByteSize(6 << 20), 6, 7, 70,
                Duration.ofMinutes(8),
                Duration.ofSeconds(9), 10, Duration.ZERO, new SearchLimits(11, 12, 13),
                List.of("promql-experimental-functions"),
                new ByteSize(5 << 20)));
        assertThat(limits.answerCacheBytes()).isEqualTo(5 << 20);
        assertThat(QueryLimits.DEFAULT.answerCacheBytes()).isBetween(1L << 16, Runtime.getRuntime().maxMemory() / 10);
        assertThat(limits.engineOptions().features()).containsExactly("promql-experimental-functions");
        assertThat(limits.engineOptions().seriesMax()).isEqualTo(6);
    }

    @Test
    void unknownFeaturesAreNamed() {
        assertThatThrownBy(() -> parse("features: [promql-experimental-function]"))
                .hasMessageContaining("promql-experimental-function", "promql-experimental-functions");
    }

    @Test
    void limitsThatLetNothingThroughAreRefused() {
        for (String line : List.of("max_concurrency: 0", "max_queued: -1", "timeout: 0s", "max_samples: 0",
                "max_bytes: 0",
                "max_points: 0", "parallelism: 0", "lookback_delta: 0s")) {
            assertThatThrownBy(() -> parse(line)).isInstanceOf(ConfigException.class)
                    .hasMessageContaining(line.substring(0, line.indexOf(':')));
        }
    }

    private static QueryLimits parse(String yaml) {
        return ConfigFile.parse(yaml, "query.yml", Path.of("/"), QueryLimits.class, _ -> null);
    }
}
