package dev.tributary.alerts.schedule;

import java.util.concurrent.Semaphore;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * How many groups are evaluated at the same time. Who comes first is first: a group whose slot has come waits behind those
 * whose slots came before, and holds its turn for one evaluation.
 */
public final class EvaluationTurns {
    /** As many as a hub answers queries at the same time. */
    public static final int TURNS_DEFAULT = 20;

    private final Turns turns = new Turns();
    private final Gauge most;
    private final Gauge running;
    private final Gauge waiting;
    private final Histogram waits;
    private int turnsMax;

    /** A fair semaphore whose size a reload can change. */
    private static final class Turns extends Semaphore {
        Turns() {
            super(0, true);
        }

        void resize(int by) {
            if (by > 0) {
                release(by);
            } else {
                reducePermits(-by);
            }
        }
    }

    public EvaluationTurns(PrometheusRegistry registry) {
        most = gauge(registry, "tributary_rule_groups_running_max", "Groups that may be evaluated at the same time.");
        running = gauge(registry, "tributary_rule_groups_running", "Groups being evaluated.");
        waiting = gauge(registry, "tributary_rule_groups_waiting",
                "Groups whose slot has come and who wait for a turn.");
        waits = Histogram.builder().name("tributary_rule_group_wait_seconds")
                .help("How long groups waited for their turn.").classicUpperBounds(0.01, 0.1, 1, 10, 60).classicOnly()
                .register(registry);
        resize(TURNS_DEFAULT);
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
        return Gauge.builder().name(name).help(help).register(registry);
    }

    /** Allows this many from now on; evaluations that run are not stopped. */
    public synchronized void resize(int next) {
        turns.resize(next - turnsMax);
        turnsMax = next;
        most.set(next);
    }

    /** Groups in line. */
    int waiting() {
        return turns.getQueueLength();
    }

    /** Turns nobody has. */
    int free() {
        return turns.availablePermits();
    }

    /** Runs an evaluation when it is its turn. */
    void take(Runnable evaluation) throws InterruptedException {
        long start = System.nanoTime();
        waiting.inc();
        try {
            turns.acquire();
        } finally {
            waiting.dec();
        }
        waits.observe((System.nanoTime() - start) / 1e9);
        running.inc();
        try {
            evaluation.run();
        } finally {
            running.dec();
            turns.release();
        }
    }
}
