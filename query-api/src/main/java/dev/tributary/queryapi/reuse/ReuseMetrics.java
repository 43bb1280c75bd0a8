package dev.tributary.queryapi.reuse;

import java.util.function.DoubleSupplier;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** What the kept answers are good for: {@code tributary_query_cache_*}. */
final class ReuseMetrics {
    private final PrometheusRegistry registry;
    private final Counter requests;
    private final Counter evictions;

    /** How much of a query was there. */
    enum Outcome {
        HIT("hit"), PARTIAL("partial"), MISS("miss");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    ReuseMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        requests = Counter.builder().name("tributary_query_cache_requests_total")
                .help("Queries that looked for a kept answer, by how much of theirs was there.").labelNames("result")
                .register(registry);
        evictions = Counter.builder().name("tributary_query_cache_evictions_total")
                .help("Kept answers that went to make room for others.").register(registry);
        for (Outcome outcome : Outcome.values()) {
            requests.initLabelValues(outcome.label);
        }
    }

    void watch(DoubleSupplier bytes, DoubleSupplier answers) {
        GaugeWithCallback.builder().name("tributary_query_cache_bytes").unit(Unit.BYTES)
                .help("Memory of kept answers, estimated.")
                .callback(callback -> callback.call(bytes.getAsDouble())).register(registry);
        GaugeWithCallback.builder().name("tributary_query_cache_answers").help("Kept answers.")
                .callback(callback -> callback.call(answers.getAsDouble())).register(registry);
    }

    void asked(Outcome outcome) {
        requests.labelValues(outcome.label).inc();
    }

    void evicted() {
        evictions.inc();
    }
}
