package dev.tributary.aggregator.ingest.logs;

import java.util.List;

import dev.tributary.model.Labels;

/** Gives streams the label {@code service_name}, which Grafana's views of logs start from, as Loki gives it. */
final class ServiceName {
    private static final String LABEL = "service_name";
    private static final String UNKNOWN = "unknown_service";

    /** Where the name is taken from; the first that is there counts. */
    private static final List<String> SOURCES = List.of("service", "app", "application", "app_name", "name",
            "app_kubernetes_io_name", "container", "container_name", "k8s_container_name", "component", "workload",
            "job", "k8s_job_name");

    private ServiceName() {
    }

    /** The labels with a service name; a name they have stays. */
    static Labels added(Labels stream) {
        if (stream.has(LABEL)) {
            return stream;
        }
        for (String source : SOURCES) {
            String value = stream.get(source);
            if (!value.isEmpty()) {
                return stream.with(LABEL, value);
            }
        }
        return stream.with(LABEL, UNKNOWN);
    }
}
