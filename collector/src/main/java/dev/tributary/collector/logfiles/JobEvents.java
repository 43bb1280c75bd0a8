package dev.tributary.collector.logfiles;

import dev.tributary.collector.files.TailEvents;
import dev.tributary.collector.lines.LineEvents;
import dev.tributary.collector.pipeline.StageEvents;
import dev.tributary.model.port.LogWriteReport;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happens in one job. */
public final class JobEvents implements TailEvents, LineEvents, StageEvents {
    private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);

    private final String job;
    private final LogFileMetrics metrics;
    private final CounterDataPoint readBytes;
    private final CounterDataPoint partial;

    public JobEvents(String job, LogFileMetrics metrics) {
        this.job = job;
        this.metrics = metrics;
        readBytes = metrics.readBytes.labelValues(job);
        partial = metrics.partial.labelValues(job);
    }

    @Override
    public void rotated() {
        metrics.rotated.labelValues(job).inc();
    }

    @Override
    public void truncated() {
        metrics.truncated.labelValues(job).inc();
    }

    @Override
    public void lost(String reason) {
        metrics.lost.labelValues(job).inc();
        LOG.warn("log file cannot be read to its end job={} {}", job, reason);
    }

    @Override
    public void read(long bytes) {
        readBytes.inc((double) bytes);
    }

    @Override
    public void partial() {
        partial.inc();
    }

    @Override
    public void cut() {
        metrics.cut.labelValues(job).inc();
    }

    @Override
    public void unparsed() {
        metrics.unparsed.labelValues(job).inc();
    }

    @Override
    public void repaired() {
        metrics.repaired.labelValues(job).inc();
    }

    @Override
    public void tooLong() {
        dropped("line_too_long");
    }

    /** Entries went to the spool, with so many bytes of text. */
    public void handedOver(long entries, long textBytes) {
        metrics.lines.labelValues(job).inc((double) entries);
        metrics.bytes.labelValues(job).inc((double) textBytes);
    }

    /** The spool took a batch but not all of it. */
    public void refused(LogWriteReport report) {
        metrics.refused.labelValues(job).inc((double) report.refused());
        LOG.warn("log entries were refused job={} entries={} first={}", job, report.refused(), report.problem());
    }

    /** A batch was not taken. */
    public void commitFailed() {
        metrics.commitFailures.labelValues(job).inc();
    }

    /** A log could not be read. */
    public void readFailed() {
        metrics.readFailures.labelValues(job).inc();
    }

    @Override
    public void dropped(String reason) {
        metrics.dropped.labelValues(job, reason).inc();
    }

    @Override
    public void failed(String stage) {
        metrics.stageFailures.labelValues(job, stage).inc();
    }
}
