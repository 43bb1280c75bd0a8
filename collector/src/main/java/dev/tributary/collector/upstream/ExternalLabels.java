package dev.tributary.collector.upstream;

import java.util.HashMap;
import java.util.Map;

import dev.tributary.model.Labels;
import io.vertx.core.Future;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The external_labels of a Prometheus, from the configuration it shows. Its pages and its remote read put them on every series,
 * its queries do not.
 */
public final class ExternalLabels {
    private ExternalLabels() {
    }

    /** Asks for them. */
    public static Future<Labels> of(UpstreamApi api) {
        return api.get("/api/v1/status/config").compose(data -> {
            try {
                return Future.succeededFuture(labels(data.path("yaml").asText()));
            } catch (YAMLException e) {
                return Future.failedFuture(new UpstreamException(0, "the configuration is no YAML: " + e.getMessage()));
            }
        });
    }

    private static Labels labels(String yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Map<String, String> labels = new HashMap<>();
        if (root instanceof Map<?, ?> top && top.get("global") instanceof Map<?, ?> global
                && global.get("external_labels") instanceof Map<?, ?> external) {
            external.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
        }
        return Labels.copyOf(labels);
    }
}
