package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.Features;
import dev.tributary.queryapi.search.SearchLimits;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Key;
import org.jspecify.annotations.Nullable;

/** What queries may take of the hub: the section {@code query} of its configuration. */
public record QueryLimits(
        @Key("max_concurrency") @Default("20") @Doc("Queries that run at once; further ones wait.") int concurrentMax,
        @Key("max_queued") @Default("200") @Doc("Queries that wait; further ones are refused with status 429.") int queuedMax,
        @Key("max_concurrent_lookups") @Default("20") @Doc("Reads of series, label names and values that run at once.") int lookupsMax,
        @Default("2m") @Doc("Longest time from the arrival of a query to its result.") Duration timeout,
        @Key("max_samples") @Default("50000000") @Doc("Samples one query may hold at once.") long samplesMax,
        @Key("max_bytes") @Default("1GiB") @Doc("Memory that the samples and series of one query may take, by estimate.") ByteSize bytesMax,
        @Key("max_series") @Default("0") @Doc("Series one selector may match; 0 for no limit.") int seriesMax,
        @Key("max_points") @Default("11000") @Doc("Steps of one range query.") int pointsMax,
        @Key("remote_read_max_samples") @Default("5000000") @Doc("Samples of one remote read answer that is not streamed.") long remoteReadSamplesMax,
        @Default("5m") @Doc("How far back an instant selector looks for a sample.") Duration lookbackDelta,
        @Default("1m") @Doc("Step of subqueries that name none.") Duration defaultSubqueryStep,
        @Default("1") @Doc("Threads one query may use.") int parallelism,
        @Default("10s") @Doc("Queries that take longer are logged; 0s logs all.") Duration slowLogThreshold,
        @Doc("Searches of names and values.") SearchLimits search,
        @Doc("Experimental parts of PromQL that are on, in the words of Prometheus' --enable-feature.") List<String> features,
        @Doc("Memory for answers that are used again; 0 for none. A 64th of the heap where it is left out.") @Nullable ByteSize answerCache) {
    /** What holds where the configuration says nothing. */
    public static final QueryLimits DEFAULT = new QueryLimits(20, 200, 20, Duration.ofMinutes(2), 50_000_000,
            new ByteSize(1L << 30), 0, 11_000,
            5_000_000, Duration.ofMinutes(5), Duration.ofMinutes(1), 1, Duration.ofSeconds(10),
            SearchLimits.DEFAULT, List.of());

    /** With the usual room for answers. */
    public QueryLimits(int concurrentMax, int queuedMax, int lookupsMax, Duration timeout, long samplesMax,
            ByteSize bytesMax, int seriesMax, int pointsMax, long remoteReadSamplesMax, Duration lookbackDelta,
            Duration defaultSubqueryStep, int parallelism, Duration slowLogThreshold, SearchLimits search,
            List<String> features) {
        this(concurrentMax, queuedMax, lookupsMax, timeout, samplesMax, bytesMax, seriesMax, pointsMax,
                remoteReadSamplesMax, lookbackDelta, defaultSubqueryStep, parallelism, slowLogThreshold, search,
                features, null);
    }

    public QueryLimits {
        require(concurrentMax > 0, "max_concurrency", concurrentMax);
        require(queuedMax >= 0, "max_queued", queuedMax);
        require(lookupsMax > 0, "max_concurrent_lookups", lookupsMax);
        require(timeout.isPositive(), "timeout", timeout);
        require(samplesMax > 0, "max_samples", samplesMax);
        require(bytesMax.bytes() > 0, "max_bytes", bytesMax);
        require(seriesMax >= 0, "max_series", seriesMax);
        require(pointsMax > 0, "max_points", pointsMax);
        require(remoteReadSamplesMax > 0, "remote_read_max_samples", remoteReadSamplesMax);
        require(lookbackDelta.isPositive(), "lookback_delta", lookbackDelta);
        require(defaultSubqueryStep.isPositive(), "default_subquery_step", defaultSubqueryStep);
        require(parallelism > 0, "parallelism", parallelism);
        require(!slowLogThreshold.isNegative(), "slow_log_threshold", slowLogThreshold);
        features = List.copyOf(features);
        for (String feature : features) {
            if (!Features.KNOWN.contains(feature)) {
                throw new IllegalArgumentException("features: '" + feature + "' is not known; known are "
                        + String.join(", ", new TreeSet<>(Features.KNOWN)));
            }
        }
    }

    private static void require(boolean holds, String key, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is too small: " + value);
        }
    }

    /** Memory for answers that are used again. */
    public long answerCacheBytes() {
        return answerCache == null ? Runtime.getRuntime().maxMemory() / 64 : answerCache.bytes();
    }

    /** The part of it that the engine keeps. */
    public EngineOptions engineOptions() {
        return new EngineOptions(lookbackDelta, defaultSubqueryStep, samplesMax, bytesMax.bytes(), seriesMax, timeout,
                Set.copyOf(features), parallelism);
    }
}
