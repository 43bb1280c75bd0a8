package dev.tributary.collector.config;

import java.net.URI;
import java.util.Map;

import dev.tributary.model.Labels;

/**
 * One Prometheus server of a job.
 *
 * @param page   its federation page, without query
 * @param labels job, instance and the labels of its static_configs entry
 */
public record FederateTarget(URI page, Labels labels) {
    static FederateTarget of(String job, URI server, String metricsPath, Map<String, String> extra) {
        String path = server.getRawPath() == null ? "" : server.getRawPath();
        String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        URI page = URI.create(server.getScheme() + "://" + server.getRawAuthority() + base + metricsPath);
        Labels.Builder labels = Labels.builder().set("job", job).set("instance", instance(server));
        extra.forEach(labels::set);
        return new FederateTarget(page, labels.build());
    }

    private static String instance(URI server) {
        if (server.getPort() >= 0) {
            return server.getHost() + ":" + server.getPort();
        }
        return server.getHost() + ("https".equals(server.getScheme()) ? ":443" : ":80");
    }

    public String instance() {
        return labels.get("instance");
    }
}
