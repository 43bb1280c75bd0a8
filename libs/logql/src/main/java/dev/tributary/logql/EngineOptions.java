package dev.tributary.logql;

import java.time.Duration;

/**
 * How an engine is set up. The defaults are Loki's where Loki has the limit.
 *
 * @param bytesMax   bytes of lines that one query may read, 0 for no limit
 * @param linesMax   lines that one query may read, 0 for no limit
 * @param samplesMax numbers that one query may hold at once (20 million: 320 MB)
 * @param seriesMax  series that a result may have (500)
 * @param streamsMax streams that one query may select at once, 0 for no limit
 * @param stepsMax   steps of a range query (11,000)
 * @param timeout    wall time of one query (1 minute)
 * @param parallelism threads that one query may use
 */
public record EngineOptions(long bytesMax, long linesMax, long samplesMax, int seriesMax, int streamsMax, int stepsMax,
        Duration timeout, int parallelism) {
    public static final EngineOptions DEFAULT = new EngineOptions(0, 0, 20_000_000, 500, 0, 11_000,
            Duration.ofMinutes(1), 1);

    public EngineOptions {
        if (bytesMax < 0 || linesMax < 0 || samplesMax < 1 || seriesMax < 1 || streamsMax < 0 || stepsMax < 1
                || !timeout.isPositive() || parallelism < 1) {
            throw new IllegalArgumentException("the limits of queries must be positive, 0 where it means no limit");
        }
    }
}
