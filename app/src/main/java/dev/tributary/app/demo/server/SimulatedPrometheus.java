package dev.tributary.app.demo.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.tributary.app.demo.exporter.Page;
import dev.tributary.app.demo.exporter.ScrapeTarget;
import dev.tributary.app.demo.world.World;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.StaleMarker;

/**
 * Scrapes the targets of one cluster and remembers the last twenty minutes. A series that its target no longer exposes gets
 * a stale marker. Safe for several threads.
 */
public final class SimulatedPrometheus {
    /** How far back {@code /federate} looks for the newest sample of a series. */
    static final long LOOKBACK_MILLIS = 300_000;
    private static final long KEPT_MILLIS = 1_200_000;
    private static final Labels EXTERNAL = Labels.of("prometheus", "monitoring/k8s");

    /** The newest sample of one series. */
    record Sample(Labels labels, long timeMillis, double value) {
    }

    private final World world;
    private final Map<Labels, SeriesHistory> histories = new HashMap<>();
    private Map<Labels, Set<Labels>> exposedByTarget = new HashMap<>();

    public SimulatedPrometheus(World world) {
        this.world = world;
    }

    /** Lets the cluster live until now and scrapes all its targets. */
    public synchronized void scrape(long nowMillis) {
        world.advance(nowMillis);
        Map<Labels, Set<Labels>> exposed = new HashMap<>();
        for (ScrapeTarget target : ScrapeTarget.of(world)) {
            exposed.put(target.labels(), scrape(target, nowMillis));
        }
        exposedByTarget.forEach((target, before) -> {
            Set<Labels> now = exposed.getOrDefault(target, Set.of());
            before.stream().filter(series -> !now.contains(series))
                    .forEach(series -> add(series, nowMillis, StaleMarker.VALUE));
        });
        exposedByTarget = exposed;
        forgetOld(nowMillis - KEPT_MILLIS);
    }

    /** Asks something of the cluster while it stands still. */
    public synchronized <T> T ask(Function<World, T> question) {
        return question.apply(world);
    }

    private Set<Labels> scrape(ScrapeTarget target, long nowMillis) {
        Page page = new Page(target.labels());
        if (target.reachable()) {
            target.exposes().accept(page);
        }
        page.up(target.reachable());
        page.samples().forEach((series, value) -> add(series, nowMillis, value));
        return new HashSet<>(page.samples().keySet());
    }

    private void add(Labels series, long nowMillis, double value) {
        histories.computeIfAbsent(series, SeriesHistory::new).add(nowMillis, value);
    }

    private void forgetOld(long oldestMillis) {
        for (Iterator<SeriesHistory> all = histories.values().iterator(); all.hasNext();) {
            if (all.next().newestMillis() < oldestMillis) {
                all.remove();
            }
        }
    }

    /**
     * What {@code /federate} gives: of each series that one of the selectors matches its newest sample within the lookback,
     * unless that is a stale marker; ordered by metric name.
     */
    synchronized List<Sample> federate(List<List<Matcher>> selectors, long nowMillis) {
        List<Sample> samples = new ArrayList<>();
        for (SeriesHistory history : histories.values()) {
            boolean wanted = history.newestMillis() >= nowMillis - LOOKBACK_MILLIS && !history.stale()
                    && selectors.stream().anyMatch(selector -> matches(history.labels(), selector));
            if (wanted) {
                samples.add(new Sample(history.labels(), history.newestMillis(), history.newestValue()));
            }
        }
        samples.sort(Comparator.comparing(sample -> sample.labels().metricName()));
        return samples;
    }

    /** What is kept of the series that satisfy all matchers, in label order. */
    synchronized List<SeriesCopy> select(List<Matcher> matchers) {
        return histories.values().stream().filter(history -> matches(history.labels(), matchers))
                .sorted(Comparator.comparing(SeriesHistory::labels)).map(SeriesHistory::copy).toList();
    }

    /** Labels that are added to what is federated, where a series has none of that name. */
    Labels externalLabels() {
        return EXTERNAL;
    }

    private static boolean matches(Labels labels, List<Matcher> matchers) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels.get(matcher.name()))) {
                return false;
            }
        }
        return true;
    }
}
