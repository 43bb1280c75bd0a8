package dev.tributary.collector.events;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the recording of Kubernetes events tells of itself. */
public final class EventMetrics {
    private final Counter versions;
    private final Counter lookups;
    final Counter failures;
    final Gauge lag;
    final Gauge known;
    final Gauge series;
    final Gauge stateBytes;

    public EventMetrics(PrometheusRegistry registry) {
        versions = Counter.builder().name("tributary_collector_event_versions_total")
                .help("Versions of Kubernetes events by what became of them: written, repeated (seen before), superseded (by a later one before it was written), dropped by relabeling, or refused by the outlet.")
                .labelNames("outcome").register(registry);
        lookups = Counter.builder().name("tributary_collector_event_owner_lookups_total")
                .help("Owners of involved objects by where they came from: cache, api, none where there was no time to ask, or failed.")
                .labelNames("result").register(registry);
        failures = Counter.builder().name("tributary_collector_event_write_failures_total")
                .help("Attempts to put events on disk that failed and are repeated, by part: records, state, metrics, or own for a defect of the collector.")
                .labelNames("part").register(registry);
        lag = gauge(registry, "tributary_collector_event_lag_seconds",
                "From the time an event happened last until its record was on disk; of the newest one that a watch brought.");
        known = gauge(registry, "tributary_collector_events_known",
                "Events that are remembered so as not to repeat them.");
        series = gauge(registry, "tributary_collector_event_series", "Series of tributary_events_total.");
        stateBytes = gauge(registry, "tributary_collector_event_state_bytes", "Bytes of the state file.");
        for (Outcome outcome : Outcome.values()) {
            versions.labelValues(outcome.text());
        }
        for (String part : new String[]{"records", "state", "metrics", "own"}) {
            failures.labelValues(part);
        }
    }

    /** What became of a version. */
    enum Outcome {
        WRITTEN, REPEATED, SUPERSEDED, DROPPED, REFUSED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
        return Gauge.builder().name(name).help(help).register(registry);
    }

    void versions(Outcome outcome, long number) {
        versions.labelValues(outcome.text()).inc((double) number);
    }

    void lookup(String result) {
        lookups.labelValues(result).inc();
    }
}
