package dev.tributary.queryapi.targets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.queryapi.port.TargetDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The targets that the series tell of which collectors send about every pull. {@code tributary_page_complete} names them,
 * {@code up} and {@code scrape_duration_seconds} beside it say how the last pull went, and the collector's own metrics,
 * where it sends them, what is pulled and what was wrong.
 */
public final class ReportedTargets implements TargetDirectory {
    /** A target that was last heard of before this is forgotten. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    /** After this without a word the health of a target is not known any more: the lookback of queries. */
    static final Duration TRUSTED = Duration.ofMinutes(5);

    private static final String COMPLETE = "tributary_page_complete";
    private static final String INFO = "tributary_collector_target_info";
    private static final String FAULTS = "tributary_collector_page_faults_total";

    /** What tells one target from others: the collector's metrics name it by labels that stepped aside. */
    private record Key(String cluster, String job, String instance) {
        static Key of(Labels labels) {
            return new Key(labels.get(ClusterId.LABEL), labels.get("job"), labels.get("instance"));
        }

        static Key exported(Labels labels) {
            return new Key(labels.get(ClusterId.LABEL), labels.get("exported_job"), labels.get("exported_instance"));
        }
    }

    private final MetricReader reader;
    private final Clock clock;

    public ReportedTargets(MetricReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public List<Target> active() {
        NewestSamples newest = new NewestSamples(reader, clock.millis(), REMEMBERED);
        Map<Key, NewestSamples.Newest> reported = new HashMap<>();
        newest.of(COMPLETE, List.of()).forEach(one -> reported.put(Key.of(one.labels()), one));
        if (reported.isEmpty()) {
            return List.of();
        }
        Map<Key, Labels> infos = new HashMap<>();
        newest.of(INFO, List.of()).forEach(one -> infos.put(Key.exported(one.labels()), one.labels()));
        Map<Key, NewestSamples.Newest> ups = ofJobs("up", reported, newest);
        Map<Key, NewestSamples.Newest> durations = ofJobs("scrape_duration_seconds", reported, newest);
        List<Target> targets = new ArrayList<>(reported.size());
        reported.forEach((key, complete) -> {
            String error = complete.value() == 1 ? "" : error(key, newest);
            targets.add(target(complete, ups.get(key), durations.get(key), infos.get(key), error));
        });
        targets.sort((a, b) -> a.labels().compareTo(b.labels()));
        return targets;
    }

    /** Reads a series of all targets, a job at a time: there may be far more series of that name than targets. */
    private static Map<Key, NewestSamples.Newest> ofJobs(String name, Map<Key, NewestSamples.Newest> reported,
            NewestSamples newest) {
        Map<Key, NewestSamples.Newest> found = new HashMap<>();
        reported.keySet().stream()
                .map(key -> List.of(Matcher.equal(ClusterId.LABEL, key.cluster()), Matcher.equal("job", key.job())))
                .distinct()
                .forEach(job -> newest.of(name, job).forEach(one -> found.put(Key.of(one.labels()), one)));
        return found;
    }

    private static String error(Key key, NewestSamples newest) {
        List<Matcher> target = List.of(Matcher.equal(ClusterId.LABEL, key.cluster()),
                Matcher.equal("exported_job", key.job()), Matcher.equal("exported_instance", key.instance()));
        String kind = newest.lastIncreased(FAULTS, target, TRUSTED, "kind");
        return kind.isEmpty() ? "the page was not complete" : "the page was not complete: " + kind;
    }

    private Target target(NewestSamples.Newest complete, NewestSamples.@Nullable Newest up,
            NewestSamples.@Nullable Newest duration, @Nullable Labels info, String error) {
        Labels labels = complete.labels().withoutName();
        long seconds = duration == null ? 0 : Math.round(duration.value() * 1e9);
        return new Target(labels, labels, labels.get("job"), info == null ? "" : info.get("url"), error,
                Instant.ofEpochMilli(complete.timestampMillis()), Duration.ofNanos(seconds), health(complete, up),
                told(info, "scrape_interval"), told(info, "scrape_timeout"));
    }

    private Health health(NewestSamples.Newest complete, NewestSamples.@Nullable Newest up) {
        boolean silent = complete.timestampMillis() < clock.millis() - TRUSTED.toMillis();
        if (up == null || silent) {
            return Health.UNKNOWN;
        }
        return up.value() == 1 ? Health.UP : Health.DOWN;
    }

    private static Duration told(@Nullable Labels info, String label) {
        try {
            return info == null ? Duration.ZERO : PrometheusDuration.parse(info.get(label));
        } catch (IllegalArgumentException _) {
            // Some other sender's series of that name.
            return Duration.ZERO;
        }
    }

    /** Collectors do not tell what their relabeling drops. */
    @Override
    public List<DroppedTarget> dropped() {
        return List.of();
    }

    @Override
    public Map<String, Integer> droppedCounts() {
        return Map.of();
    }
}
