package dev.tributary.aggregator.ingest;

import java.time.InstantSource;

import dev.tributary.aggregator.config.IngestSettings;
import dev.tributary.aggregator.identity.Authenticator;
import dev.tributary.model.port.MetricWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.ext.web.Router;

/**
 * The hub's write side over HTTP: what all event loops share. {@link #mount} gives a router its write routes, once for each
 * event loop.
 */
public final class Ingest {
    final MetricWriter writer;
    final Authenticator authenticator;
    final InstantSource clock;
    final MemoryBudget budget;
    final IngestMetrics metrics;
    final ClusterIntakes intakes;
    private volatile IngestSettings settings;

    public Ingest(IngestSettings settings, MetricWriter writer, Authenticator authenticator,
            PrometheusRegistry registry,
            InstantSource clock) {
        this.settings = settings;
        this.writer = writer;
        this.authenticator = authenticator;
        this.clock = clock;
        budget = new MemoryBudget(settings.inFlightMax().bytes());
        metrics = new IngestMetrics(registry, budget);
        intakes = new ClusterIntakes(settings, metrics, clock);
        intakes.enroll(authenticator.credentials().clusters());
        metrics.watchDeltas(registry, intakes::deltaStreams);
    }

    /** Mounts the write routes; call it for each event loop's router. */
    public void mount(Router router) {
        mount(router, new RemoteWriteProtocol(this));
        mount(router, new OtlpProtocol(this));
    }

    /** Mounts the route of a further protocol, which is this router's own. */
    public void mount(Router router, WriteProtocol protocol) {
        new WriteRoute(this, protocol).mount(router);
    }

    /** Puts other limits in force; {@code in_flight_max} keeps its value until the next start. */
    public void reload(IngestSettings others) {
        settings = others;
        intakes.replace(others);
        intakes.enroll(authenticator.credentials().clusters());
    }

    /** The limits in force. */
    public IngestSettings settings() {
        return settings;
    }

    /** The clock that says which times are of the future. */
    public InstantSource clock() {
        return clock;
    }

    /** The clusters that are enrolled or have sent something. */
    public ClusterIntakes clusters() {
        return intakes;
    }
}
