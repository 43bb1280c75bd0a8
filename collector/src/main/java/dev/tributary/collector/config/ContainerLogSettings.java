package dev.tributary.collector.config;

import java.nio.file.Path;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import org.jspecify.annotations.Nullable;

/** One job of container_logs: what the containers of pods write. */
public record ContainerLogSettings(
        @Default("containers") @Doc("Names the job in metrics, status and positions; the job label is namespace/container.") String jobName,
        @Default("/var/log/pods") @Doc("Where kubelet keeps the logs of pods.") Path path,
        @Doc("Name of the node the collector runs on, as ${NODE_NAME}: becomes node_name, and only pods of that node are asked for.") @Nullable String nodeName,
        @Default("false") @Doc("Ask the API for the labels of pods; the app label and more for relabeling come from there.") boolean podLabels,
        @Inline PodAccess access, @Inline LogStreamSettings streams, @Inline LogReadSettings read) {
    public ContainerLogSettings {
        if (jobName.isBlank()) {
            throw new IllegalArgumentException("job_name cannot be empty");
        }
    }
}
