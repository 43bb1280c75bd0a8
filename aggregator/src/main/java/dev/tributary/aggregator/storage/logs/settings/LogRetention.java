package dev.tributary.aggregator.storage.logs.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;

/**
 * How long logs are kept. Whole UTC days are dropped, so that everything stays up to a day longer.
 *
 * @param usual    of what nothing else is said about
 * @param clusters of single clusters by their names
 * @param streams  of single streams; of the rules that match a stream the first holds, and before its cluster's
 */
public record LogRetention(Duration usual, Map<String, Duration> clusters, List<StreamRule> streams) {
    private static final Duration SHORTEST = Duration.ofDays(1);

    /** How long streams are kept that satisfy all matchers. */
    public record StreamRule(List<Matcher> matchers, Duration kept) {
        public StreamRule {
            matchers = List.copyOf(matchers);
            requireLong(kept);
            if (matchers.isEmpty()) {
                throw new IllegalArgumentException("a retention rule for streams needs a matcher");
            }
        }

        boolean matches(Labels stream) {
            return matchers.stream().allMatch(matcher -> matcher.matches(stream.get(matcher.name())));
        }
    }

    public LogRetention {
        clusters = Map.copyOf(clusters);
        streams = List.copyOf(streams);
        requireLong(usual);
        clusters.values().forEach(LogRetention::requireLong);
    }

    private static void requireLong(Duration kept) {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("retention must be at least 1d, is " + kept);
        }
    }

    /** The same for everything. */
    public static LogRetention of(Duration all) {
        return new LogRetention(all, Map.of(), List.of());
    }

    /** What holds for a cluster, apart from rules for streams. */
    public Duration of(ClusterId cluster) {
        return clusters.getOrDefault(cluster.value(), usual);
    }

    /** What holds for a stream. */
    public Duration of(ClusterId cluster, Labels stream) {
        Optional<StreamRule> rule = streams.stream().filter(one -> one.matches(stream)).findFirst();
        return rule.map(StreamRule::kept).orElseGet(() -> of(cluster));
    }

    /** Nothing is kept longer. */
    public Duration longest() {
        return all().max(Duration::compareTo).orElseThrow();
    }

    /** Everything is kept as long. */
    public Duration shortest() {
        return all().min(Duration::compareTo).orElseThrow();
    }

    private Stream<Duration> all() {
        return Stream.of(Stream.of(usual), clusters.values().stream(), streams.stream().map(StreamRule::kept))
                .flatMap(each -> each);
    }
}
