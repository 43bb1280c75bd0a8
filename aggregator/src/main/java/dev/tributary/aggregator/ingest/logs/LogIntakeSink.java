package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.config.LogLimits;
import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.port.LogWriteReport;

/**
 * Stands between decoder and batch for one request: lets through what the cluster's limits allow, cuts long lines where they say so, gives streams their service
 * and lines their level, counts everything, remembers the first refusals in words. What it counted takes effect when the
 * store has answered, see {@link #settle}.
 */
final class LogIntakeSink implements LogSink {
    private final LogBatch batch;
    private final LogShares shares;
    private final LogTimes times;
    private final LevelSource levels;
    private LogLimits limits;
    private final LeveledMetadata leveled = new LeveledMetadata();
    private final LabelSlices named = new LabelSlices();
    private final Problems problems = new Problems();

    private Labels stream = Labels.EMPTY;
    private LogShare current;
    private String streamProblem = "an entry stands in front of its stream";
    private long refusedByLimit;
    private long refusedTime;
    private long bytesReceived;

    LogIntakeSink(LogBatch batch, LogShares shares, LogTimes times, LevelSource levels) {
        this.batch = batch;
        this.shares = shares;
        this.times = times;
        this.levels = levels;
        current = shares.own();
        limits = current.intake.limits().logs();
    }

    @Override
    public void stream(LabelSlices labels) {
        current = shares.of(labels);
        limits = current.intake.limits().logs();
        streamProblem = StreamCheck.problemOf(labels, limits);
        if (streamProblem.isEmpty()) {
            stream = ServiceName.added(labels.toLabels());
            named.set(stream);
            batch.stream(named);
        }
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        long metadataBytes = sizeOf(metadata);
        bytesReceived += length + metadataBytes;
        boolean cut = limits.lineTruncate() && length > limits.lineMax().bytes();
        if (!withinLimits(cut ? 0 : length, metadataBytes, metadata) || !isInTime(timestampNanos)) {
            return;
        }
        if (cut) {
            byte[] line = CutLine.of(bytes, offset, (int) limits.lineMax().bytes(), limits.lineTruncateMark());
            current.truncated++;
            current.truncatedBytes += length - line.length;
            taken(timestampNanos, line, 0, line.length, metadata);
        } else {
            taken(timestampNanos, bytes, offset, length, metadata);
        }
        current.bytes += metadataBytes;
    }

    private void taken(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        Labels values = metadata.size() == 0 ? Labels.EMPTY : metadata.toLabels();
        String level = levels.levelOf(stream, values, bytes, offset, offset + length);
        batch.entry(timestampNanos, bytes, offset, length, leveled.with(metadata, values, level));
        current.entries++;
        current.bytes += length;
    }

    private static long sizeOf(LabelSlices metadata) {
        long size = 0;
        for (int i = 0; i < metadata.size(); i++) {
            size += metadata.nameLength(i) + metadata.valueLength(i);
        }
        return size;
    }

    private boolean withinLimits(int length, long metadataBytes, LabelSlices metadata) {
        String problem = streamProblem;
        if (problem.isEmpty() && length > limits.lineMax().bytes()) {
            problem = "max entry size '%d' bytes exceeded for stream '%s' while adding an entry with length '%d' bytes (logs.line_max)"
                    .formatted(limits.lineMax().bytes(), shownStream(), length);
        } else if (problem.isEmpty() && metadataBytes > limits.metadataMax().bytes()) {
            problem = "stream '%s' has structured metadata too large: '%d' bytes, limit: '%d' bytes (logs.metadata_max)"
                    .formatted(shownStream(), metadataBytes, limits.metadataMax().bytes());
        } else if (problem.isEmpty() && metadata.size() > limits.metadataLabelsMax()) {
            problem = "stream '%s' has too many structured metadata labels: '%d', limit: '%d' (logs.metadata_labels_max)"
                    .formatted(shownStream(), metadata.size(), limits.metadataLabelsMax());
        }
        if (problem.isEmpty()) {
            return true;
        }
        refusedByLimit++;
        problems.add(problem);
        return false;
    }

    private boolean isInTime(long timestampNanos) {
        if (timestampNanos >= times.oldestNanos() && timestampNanos <= times.newestNanos()) {
            return true;
        }
        refusedTime++;
        if (problems.wantsMore()) {
            problems.add(timestampNanos > times.newestNanos()
                    ? "entry for stream '%s' has timestamp too new: %s (future_max)".formatted(shownStream(),
                            LogTimes.instant(timestampNanos))
                    : "entry for stream '%s' has timestamp too old: %s, oldest acceptable timestamp is: %s (logs.age_max)"
                            .formatted(shownStream(), LogTimes.instant(timestampNanos),
                                    LogTimes.instant(times.oldestNanos())));
        }
        return false;
    }

    private String shownStream() {
        return StreamCheck.cut(stream.toString());
    }

    /** Bytes of all lines and their metadata, refused ones included. */
    long bytesReceived() {
        return bytesReceived;
    }

    /** Takes what the store says of the batch into the counts; gives the whole request's outcome. */
    LogWriteReport settle(LogWriteReport stored) {
        for (LogShare share : shares.all()) {
            share.intake.acceptedLogs(share.entries, share.bytes);
            if (share.truncated > 0) {
                share.intake.truncatedLogs(share.truncated, share.truncatedBytes);
            }
        }
        ClusterIntake identity = shares.own().intake;
        count(identity, "limit", refusedByLimit);
        count(identity, "time", refusedTime);
        count(identity, "store", stored.refused());
        problems.add(stored.problem());
        return new LogWriteReport(stored.entries(), stored.refused() + refusedByLimit + refusedTime, problems.text());
    }

    private static void count(ClusterIntake intake, String reason, long refused) {
        if (refused > 0) {
            intake.refusedLogs(reason, refused);
        }
    }
}
