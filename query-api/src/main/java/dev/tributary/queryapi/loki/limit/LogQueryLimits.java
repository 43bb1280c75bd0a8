package dev.tributary.queryapi.loki.limit;

import java.time.Duration;

import dev.tributary.logql.EngineOptions;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Key;

/** What reads of logs may take of the hub: the section {@code log_query} of its configuration. */
public record LogQueryLimits(
        @Key("max_entries") @Default("5000") @Doc("Lines that one query may ask for.") int entriesMax,
        @Key("max_series") @Default("500") @Doc("Series that the result of one query may have.") int seriesMax,
        @Key("max_points") @Default("11000") @Doc("Steps of one range query.") int pointsMax,
        @Key("max_samples") @Default("20000000") @Doc("Numbers that one query may hold at once.") long samplesMax,
        @Key("max_bytes_read") @Default("0B") @Doc("Bytes of lines that one query may read; 0B for no limit.") ByteSize bytesReadMax,
        @Key("max_streams") @Default("100000") @Doc("Streams that one selector may match; 0 for no limit.") int streamsMax,
        @Key("max_length") @Default("721h") @Doc("Longest time range of one query; 0s for no limit.") Duration lengthMax,
        @Default("1m") @Doc("Longest time from the arrival of a query to its result.") Duration timeout,
        @Default("2") @Doc("Threads one query may use.") int parallelism,
        @Key("max_pattern_lines") @Default("100000") @Doc("Lines that are looked at for their patterns; of more, the newest of each step stand for the others.") int patternLinesMax,
        @Key("max_tails") @Default("50") @Doc("Clients that follow logs at once.") int tailsMax,
        @Key("max_tail_duration") @Default("1h") @Doc("Longest time that one client follows logs; it may begin anew.") Duration tailDurationMax,
        @Key("max_tail_entries") @Default("10000") @Doc("Lines that wait for one slow client; further ones are dropped and it is told which.") int tailEntriesMax) {
    /** What holds where the configuration says nothing. */
    public static final LogQueryLimits DEFAULT = new LogQueryLimits(5000, 500, 11_000, 20_000_000, new ByteSize(0),
            100_000, Duration.ofHours(721), Duration.ofMinutes(1), 2, 100_000, 50, Duration.ofHours(1), 10_000);

    public LogQueryLimits {
        require(entriesMax > 0, "max_entries", entriesMax);
        require(seriesMax > 0, "max_series", seriesMax);
        require(pointsMax > 0, "max_points", pointsMax);
        require(samplesMax > 0, "max_samples", samplesMax);
        require(streamsMax >= 0, "max_streams", streamsMax);
        require(!lengthMax.isNegative(), "max_length", lengthMax);
        require(timeout.isPositive(), "timeout", timeout);
        require(parallelism > 0, "parallelism", parallelism);
        require(patternLinesMax > 0, "max_pattern_lines", patternLinesMax);
        require(tailsMax >= 0, "max_tails", tailsMax);
        require(tailDurationMax.isPositive(), "max_tail_duration", tailDurationMax);
        require(tailEntriesMax > 0, "max_tail_entries", tailEntriesMax);
    }

    private static void require(boolean holds, String key, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is too small: " + value);
        }
    }

    /**
     * Refuses more lines than a query may ask for.
     *
     * @throws ApiException when it does
     */
    public void checkEntries(int limit) {
        if (limit > entriesMax) {
            throw ApiException.badData("max entries limit per query exceeded, limit > max_entries_limit_per_query ("
                    + limit + " > " + entriesMax + ")");
        }
    }

    /** The part of it that the engine keeps. */
    public EngineOptions engineOptions() {
        return new EngineOptions(bytesReadMax.bytes(), 0, samplesMax, seriesMax, streamsMax, pointsMax, timeout,
                parallelism);
    }
}
