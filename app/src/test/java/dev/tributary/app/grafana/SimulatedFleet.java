package dev.tributary.app.grafana;

import java.util.List;
import java.util.SplittableRandom;

import dev.tributary.app.demo.exporter.Page;
import dev.tributary.app.demo.exporter.ScrapeTarget;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import dev.tributary.model.ClusterId;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;

/** The clusters of the demo after five minutes of their life, stored as a hub would store them. */
final class SimulatedFleet {
    private static final long START = 1_700_000_000_000L;
    private static final int STEPS = 60;
    private static final long STEP_MILLIS = 5_000;

    private final InMemoryMetricStore store = new InMemoryMetricStore();

    SimulatedFleet() {
        for (ClusterSpec spec : ClusterSpec.fleet()) {
            World world = new World(spec, new SplittableRandom(5), START);
            for (int step = 1; step <= STEPS; step++) {
                long now = START + step * STEP_MILLIS;
                world.advance(now);
                write(spec, ScrapeTarget.of(world), now);
            }
        }
    }

    private void write(ClusterSpec spec, List<ScrapeTarget> targets, long nowMillis) {
        TestWriter writer = new TestWriter(store, new WriterIdentity(new ClusterId(spec.name()), false));
        for (ScrapeTarget target : targets) {
            Page page = new Page(target.labels());
            if (target.reachable()) {
                target.exposes().accept(page);
            }
            page.up(target.reachable());
            page.samples().forEach((series, value) -> writer.sample(series, nowMillis, value));
        }
        writer.commit();
    }

    MetricReader store() {
        return store;
    }

    long nowMillis() {
        return START + STEPS * STEP_MILLIS;
    }
}
