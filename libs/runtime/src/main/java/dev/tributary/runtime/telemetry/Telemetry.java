package dev.tributary.runtime.telemetry;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The metrics of one process: its registry with JVM, process and build facts already in it. */
public final class Telemetry {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** Starts an empty registry for a role, {@code hub} or {@code collector}. */
    public Telemetry(String role) {
        JvmMetrics.builder().register(registry);
        Info build = Info.builder().name("tributary_build_info").help("What runs here; always 1.")
                .labelNames("version", "role", "java").register(registry);
        build.setLabelValues(version(), role, Runtime.version().toString());
    }

    /** Where all metrics of the process are registered. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /** The version of the program as its jar states it, {@code dev} when run from classes. */
    public static String version() {
        String version = Telemetry.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
