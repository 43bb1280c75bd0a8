package dev.tributary.collector.logfiles;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the reading of logs tells of itself, by job. */
public final class LogFileMetrics {
    private static final String JOB = "job";

    final Counter lines;
    final Counter bytes;
    final Counter readBytes;
    final Counter rotated;
    final Counter truncated;
    final Counter lost;
    final Counter partial;
    final Counter cut;
    final Counter unparsed;
    final Counter repaired;
    final Counter dropped;
    final Counter stageFailures;
    final Counter refused;
    final Counter commitFailures;
    final Counter readFailures;
    final Gauge logs;
    final Gauge openFiles;
    final Gauge lag;

    public LogFileMetrics(PrometheusRegistry registry) {
        lines = counter("lines_total", "Log entries handed to the spool.", registry, JOB);
        bytes = counter("line_bytes_total", "Bytes of the text of log entries handed to the spool.", registry, JOB);
        readBytes = counter("read_bytes_total", "Bytes read from logs, after decompression.", registry, JOB);
        rotated = counter("rotated_total", "Files that were read to their end before the next one.", registry, JOB);
        truncated = counter("truncated_total", "Files that were cut or written anew in place.", registry, JOB);
        lost = counter("lost_total", "Files that were removed or damaged before they were read to their end.",
                registry, JOB);
        partial = counter("partial_lines_total", "Parts of lines that were joined.", registry, JOB);
        cut = counter("cut_lines_total", "Lines that were cut at max_line_size.", registry, JOB);
        unparsed = counter("unparsed_lines_total", "Lines that are not of the job's format; they are kept as they are.",
                registry, JOB);
        repaired = counter("repaired_lines_total", "Lines with bytes that are no UTF-8, which were replaced.", registry,
                JOB);
        dropped = counter("dropped_lines_total",
                "Log entries that a stage of the pipeline dropped, or that were too long.", registry, JOB,
                "reason");
        stageFailures = counter("stage_failures_total", "Log entries that a stage could not do its work on.", registry,
                JOB, "stage");
        refused = counter("refused_lines_total", "Log entries that the spool did not take.", registry, JOB);
        commitFailures = counter("commit_failures_total", "Batches that were not taken and are read again.", registry,
                JOB);
        readFailures = counter("read_failures_total", "Failed attempts to find or read logs.", registry, JOB);
        logs = gauge("followed", "Logs that are followed; ignored ones are more than files_max.", registry, JOB,
                "state");
        openFiles = gauge("open_files", "Log files that are open.", registry, JOB);
        lag = gauge("lag_bytes", "Bytes of open log files that were not read yet.", registry, JOB);
    }

    private static Counter counter(String name, String help, PrometheusRegistry registry, String... labels) {
        return Counter.builder().name("tributary_collector_logfile_" + name).help(help).labelNames(labels)
                .register(registry);
    }

    private static Gauge gauge(String name, String help, PrometheusRegistry registry, String... labels) {
        return Gauge.builder().name("tributary_collector_logfile_" + name).help(help).labelNames(labels)
                .register(registry);
    }

    /** Makes the series of a job visible before anything happens. */
    public void announce(String job) {
        for (Counter counter : new Counter[]{lines, bytes, readBytes, rotated, truncated, lost, partial, cut, unparsed,
                repaired, refused, commitFailures, readFailures}) {
            counter.labelValues(job);
        }
    }

    /** Ends the gauges of a job that is no more. */
    public void retire(String job) {
        logs.remove(job, "followed");
        logs.remove(job, "ignored");
        openFiles.remove(job);
        lag.remove(job);
    }
}
