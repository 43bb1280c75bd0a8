package dev.tributary.collector.config;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.http.HttpClientSettings;

/** One job of pod_logs: what the containers of pods write, asked for at the Kubernetes API. */
public record PodLogSettings(
        @Default("pods") @Doc("Names the job in metrics, status and positions; the job label is namespace/container.") String jobName,
        @Inline PodAccess access,
        @Default("\"\"") @Doc("Label selector of the pods, such as app=web,tier!=test.") String labelSelector,
        @Default("\"\"") @Doc("Field selector of the pods, such as spec.nodeName=${NODE_NAME}.") String fieldSelector,
        @Inline LogStreamSettings streams, @Inline PodLogReadSettings read, @Inline HttpClientSettings httpClient) {
    public PodLogSettings {
        if (jobName.isBlank()) {
            throw new IllegalArgumentException("job_name cannot be empty");
        }
        if (!httpClient.equals(HttpClientSettings.DEFAULT) && access.apiServer() == null) {
            throw new IllegalArgumentException(
                    "api_server is missing: authentication and TLS settings stand beside the server they are for");
        }
    }
}
