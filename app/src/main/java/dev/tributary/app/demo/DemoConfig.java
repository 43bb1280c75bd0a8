package dev.tributary.app.demo;

import java.nio.file.Path;
import java.util.Map;

/** The configuration files of a demo, as people write them for a hub and its collectors. */
final class DemoConfig {
    private DemoConfig() {
    }

    /**
     * The hub's file.
     *
     * @param tokens the credential of each cluster
     */
    static String hub(int port, Path dataDirectory, Map<String, String> tokens) {
        StringBuilder yaml = new StringBuilder("""
                                               http:
                                                 listen: 127.0.0.1:%d
                                               data_dir: %s
                                               self_metrics:
                                                 interval: 5s
                                               global:
                                                 evaluation_interval: 10s
                                               rule_files:
                                                 - rules/*.yml
                                               credentials:
                                               """.formatted(port, quoted(dataDirectory.toString())));
        tokens.forEach((cluster, token) -> yaml.append("""
                                                         - cluster: %s
                                                           token: %s
                                                       """.formatted(quoted(cluster), quoted(token))));
        return yaml.toString();
    }

    /** The part of a collector's file that reads the logs of a simulated cluster's containers. */
    static String containerLogs(Path pods) {
        return """
               container_logs:
                 - path: %s
                   relabel_configs:
                     - source_labels: [container]
                       target_label: app
                   pipeline_stages:
                     - redact: {}
               """.formatted(quoted(pods.toString()));
    }

    /** The part of a collector's file that reads the logs of a simulated cluster's containers through its API. */
    static String podLogs(String apiServer) {
        return """
               pod_logs:
                 - api_server: %s
                   pipeline_stages:
                     - redact: {}
               """.formatted(quoted(apiServer));
    }

    /** The part of a collector's file that watches the events of a simulated cluster. */
    static String events(String apiServer) {
        return """
               events:
                 enabled: true
                 api_server: %s
               """.formatted(quoted(apiServer));
    }

    /** The file of one cluster's collector. */
    static String collector(String cluster, String prometheus, int hubPort, Path dataDirectory, String token) {
        return """
               cluster: %s
               data_dir: %s
               http:
                 listen: 127.0.0.1:0
               global:
                 scrape_interval: 5s
                 scrape_timeout: 4s
               federate_configs:
                 - job_name: federate
                   url: %s
               hub:
                 name: hub
                 url: http://127.0.0.1:%d
                 authorization:
                   credentials: %s
               self_metrics:
                 interval: 5s
               """.formatted(quoted(cluster), quoted(dataDirectory.toString()), quoted(prometheus), hubPort,
                quoted(token));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
