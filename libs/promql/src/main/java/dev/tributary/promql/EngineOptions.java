package dev.tributary.promql;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * How an engine is set up. Feature names are those of Prometheus' {@code --enable-feature}; others are refused.
 *
 * @param lookback            how far back an instant selector looks (default 5 minutes)
 * @param defaultSubqueryStep step of subqueries that name none (the global evaluation interval, 1 minute)
 * @param samplesMax          samples one query may hold at once (50 million)
 * @param bytesMax            memory that one query's samples and series may take, estimated (1 GiB)
 * @param seriesMax           series one selector may match, 0 for no limit
 * @param timeout             wall time of one query (2 minutes)
 * @param features            experimental parts that are on
 * @param parallelism         threads one query may use
 */
public record EngineOptions(Duration lookback, Duration defaultSubqueryStep, long samplesMax, long bytesMax,
        int seriesMax,
        Duration timeout, Set<String> features, int parallelism) {
    public static final EngineOptions DEFAULT = new EngineOptions(Duration.ofMinutes(5), Duration.ofMinutes(1),
            50_000_000, 1L << 30, 0, Duration.ofMinutes(2), Set.of(), 1);

    /** With the usual bound on bytes. */
    public EngineOptions(Duration lookback, Duration defaultSubqueryStep, long samplesMax, int seriesMax,
            Duration timeout, Set<String> features, int parallelism) {
        this(lookback, defaultSubqueryStep, samplesMax, 1L << 30, seriesMax, timeout, features, parallelism);
    }

    public EngineOptions {
        features = Set.copyOf(features);
        for (String feature : features) {
            if (!Features.KNOWN.contains(feature)) {
                throw new IllegalArgumentException("feature '" + feature + "' is not known; known are "
                        + String.join(", ", new TreeSet<>(Features.KNOWN)));
            }
        }
    }
}
