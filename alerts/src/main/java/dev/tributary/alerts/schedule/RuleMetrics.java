package dev.tributary.alerts.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.GroupObserver;
import dev.tributary.alerts.group.RuleGroup;
import dev.tributary.alerts.group.RuleHealth;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What rule evaluation says of itself, under the names Prometheus uses; {@code rule_group} is {@code file;name}. */
public final class RuleMetrics implements GroupObserver {
    private final Counter evaluations;
    private final Counter failures;
    private final Counter iterations;
    private final Counter missed;
    private final Gauge interval;
    private final Gauge lastDuration;
    private final Gauge lastEvaluation;
    private final Gauge lastSamples;
    private final Gauge rules;
    private final Gauge lastRulesDuration;
    private final Gauge lastRestore;
    private final Summary groupDuration;
    private final Histogram groupDurations;
    private final Summary ruleDuration;
    private final Histogram ruleDurations;
    /** Nanoseconds the rules of the evaluation that runs have taken so far, by group. */
    private final Map<String, Long> rulesTook = new ConcurrentHashMap<>();

    public RuleMetrics(PrometheusRegistry registry) {
        evaluations = counter(registry, "prometheus_rule_evaluations_total", "Rule evaluations.");
        failures = counter(registry, "prometheus_rule_evaluation_failures_total", "Rule evaluations that failed.");
        iterations = counter(registry, "prometheus_rule_group_iterations_total",
                "Scheduled group evaluations, run or missed.");
        missed = counter(registry, "prometheus_rule_group_iterations_missed_total",
                "Group evaluations missed because the one before took too long.");
        interval = gauge(registry, "prometheus_rule_group_interval_seconds", "Time between evaluations.");
        lastDuration = gauge(registry, "prometheus_rule_group_last_duration_seconds",
                "Length of the last evaluation.");
        lastEvaluation = gauge(registry, "prometheus_rule_group_last_evaluation_timestamp_seconds",
                "Instant of the last evaluation.");
        lastSamples = gauge(registry, "prometheus_rule_group_last_evaluation_samples",
                "Samples the last evaluation stored.");
        rules = gauge(registry, "prometheus_rule_group_rules", "Rules in the group.");
        lastRulesDuration = gauge(registry, "prometheus_rule_group_last_rule_duration_sum_seconds",
                "Lengths of the last evaluation's rules together.");
        lastRestore = gauge(registry, "prometheus_rule_group_last_restore_duration_seconds",
                "Length of the last taking back of alert state after a restart.");
        groupDuration = summary(registry, "prometheus_rule_group_duration_seconds", "Length of group evaluations.",
                0.01, 0.05, 0.5, 0.9, 0.99);
        groupDurations = histogram(registry, "prometheus_rule_group_duration_histogram_seconds",
                "Length of group evaluations.");
        ruleDuration = summary(registry, "prometheus_rule_evaluation_duration_seconds",
                "Length of rule evaluations.", 0.5, 0.9, 0.99);
        ruleDurations = histogram(registry, "prometheus_rule_evaluation_duration_histogram_seconds",
                "Length of rule evaluations.");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).labelNames("rule_group").register(registry);
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
        return Gauge.builder().name(name).help(help).labelNames("rule_group").register(registry);
    }

    private static Summary summary(PrometheusRegistry registry, String name, String help, double... quantiles) {
        Summary.Builder summary = Summary.builder().name(name).help(help);
        for (double quantile : quantiles) {
            summary.quantile(quantile);
        }
        return summary.register(registry);
    }

    private static Histogram histogram(PrometheusRegistry registry, String name, String help) {
        return Histogram.builder().name(name).help(help).classicUpperBounds(0.01, 0.1, 1, 10).nativeInitialSchema(3)
                .nativeMaxNumberOfBuckets(100).register(registry);
    }

    private static String key(EvaluatedGroup group) {
        return group.definition().file() + ";" + group.definition().name();
    }

    @Override
    public void added(EvaluatedGroup group) {
        String key = key(group);
        for (Counter counter : counters()) {
            counter.initLabelValues(key);
        }
        for (Gauge gauge : List.of(lastDuration, lastRulesDuration, lastEvaluation, lastSamples)) {
            gauge.initLabelValues(key);
        }
        interval.labelValues(key).set(group.interval().toMillis() / 1e3);
        rules.labelValues(key).set(group.definition().rules().size());
    }

    private Counter[] counters() {
        return new Counter[]{evaluations, failures, iterations, missed};
    }

    @Override
    public void evaluated(EvaluatedGroup group, long slotMillis) {
        String key = key(group);
        iterations.labelValues(key).inc();
        lastSamples.labelValues(key).set((double) group.lastSamples());
        lastDuration.labelValues(key).set(group.lastTook().toNanos() / 1e9);
        lastEvaluation.labelValues(key).set(slotMillis / 1e3);
        groupDuration.observe(group.lastTook().toNanos() / 1e9);
        groupDurations.observe(group.lastTook().toNanos() / 1e9);
        lastRulesDuration.labelValues(key).set(Objects.requireNonNullElse(rulesTook.remove(key), 0L) / 1e9);
    }

    @Override
    public void restored(EvaluatedGroup group, Duration took) {
        lastRestore.labelValues(key(group)).set(took.toNanos() / 1e9);
    }

    @Override
    public void ruleEvaluated(RuleGroup group, RuleHealth health) {
        evaluations.labelValues(key(group)).inc();
        if (health.status() == RuleHealth.Status.ERR) {
            failures.labelValues(key(group)).inc();
        }
        rulesTook.merge(key(group), health.took().toNanos(), Long::sum);
        ruleDuration.observe(health.took().toNanos() / 1e9);
        ruleDurations.observe(health.took().toNanos() / 1e9);
    }

    @Override
    public void missed(EvaluatedGroup group, long slots) {
        iterations.labelValues(key(group)).inc(slots);
        missed.labelValues(key(group)).inc(slots);
    }

    @Override
    public void removed(EvaluatedGroup group) {
        String key = key(group);
        for (Counter counter : counters()) {
            counter.remove(key);
        }
        for (Gauge gauge : List.of(interval, lastDuration, lastEvaluation, lastSamples, rules, lastRulesDuration,
                lastRestore)) {
            gauge.remove(key);
        }
        rulesTook.remove(key);
    }
}
