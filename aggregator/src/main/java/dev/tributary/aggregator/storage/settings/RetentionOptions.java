package dev.tributary.aggregator.storage.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

import dev.tributary.model.ClusterId;

/**
 * How long what is kept. Whole UTC days are dropped, so that everything stays up to a day longer.
 *
 * @param usual    of every cluster that is not named
 * @param clusters of single clusters by their names
 */
public record RetentionOptions(Kinds usual, Map<String, Kinds> clusters) {
    private static final Duration SHORTEST = Duration.ofDays(1);

    /**
     * By what is kept.
     *
     * @param samples   also how old a sample may be when it arrives
     * @param exemplars at most as long as samples
     */
    public record Kinds(Duration samples, Duration exemplars) {
        public Kinds {
            if (samples.compareTo(SHORTEST) < 0 || exemplars.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("retention must be at least 1d");
            }
            if (exemplars.compareTo(samples) > 0) {
                throw new IllegalArgumentException("exemplars cannot be kept longer (" + exemplars
                        + ") than the samples they belong to (" + samples + ")");
            }
        }
    }

    public RetentionOptions {
        clusters = Map.copyOf(clusters);
    }

    /** The same for everything. */
    public static RetentionOptions of(Duration all) {
        return new RetentionOptions(new Kinds(all, all), Map.of());
    }

    /** What holds for a cluster. */
    public Kinds of(ClusterId cluster) {
        return clusters.getOrDefault(cluster.value(), usual);
    }

    /** True when all clusters are treated alike. */
    public boolean isUniform() {
        return clusters.isEmpty();
    }

    /** The longest that samples of any cluster are kept. */
    public Duration longestSamples() {
        return all().map(Kinds::samples).max(Duration::compareTo).orElseThrow();
    }

    /** The longest that exemplars of any cluster are kept. */
    public Duration longestExemplars() {
        return all().map(Kinds::exemplars).max(Duration::compareTo).orElseThrow();
    }

    private Stream<Kinds> all() {
        Collection<Kinds> named = clusters.values();
        return Stream.concat(Stream.of(usual), named.stream());
    }
}
