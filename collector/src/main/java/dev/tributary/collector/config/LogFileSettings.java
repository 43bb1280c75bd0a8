package dev.tributary.collector.config;

import java.util.List;
import java.util.Map;

import dev.tributary.collector.lines.LineFormat;
import dev.tributary.collector.stages.StageSettings;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;

/** One job of log_files: files that are read by their paths. */
public record LogFileSettings(@Doc("Becomes the job label.") String jobName,
        @Doc("Absolute paths with *, ?, [...], {a,b}, and ** for any folders. Older generations of a log are found by themselves.") List<String> paths,
        @Doc("Paths that are left out.") List<String> exclude,
        @Default("plain") @Doc("How the files are written: plain lines, lines of a container runtime, Docker's JSON, or the journal as journalctl -o json or -o export writes it.") LineFormat format,
        @Doc("Labels of every stream of the job.") Map<String, String> labels, @Inline LogStreamSettings streams,
        @Inline LogReadSettings read) {
    public LogFileSettings {
        paths = List.copyOf(paths);
        exclude = List.copyOf(exclude);
        labels = Map.copyOf(labels);
        if (jobName.isBlank()) {
            throw new IllegalArgumentException("job_name cannot be empty");
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("paths names no file");
        }
        for (String path : paths) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("paths must be absolute, '" + path + "' is not");
            }
        }
    }

    /** How the files are written: what the first stage says, where it says so. */
    public LineFormat formatInForce() {
        StageSettings first = streams.pipelineStages().isEmpty() ? null : streams.pipelineStages().getFirst();
        if (first != null && first.isFormat()) {
            return first.cri() != null ? LineFormat.CRI : LineFormat.DOCKER;
        }
        return format;
    }
}
