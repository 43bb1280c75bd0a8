package dev.tributary.collector.logs;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.tributary.collector.identity.Identity;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.text.Names;

/** The lines of one commit: checked, stamped, encoded. One thread until the commit. */
final class SpooledLogBatch implements LogBatch {
    /** What hubs and Loki take by default; a longer line would be refused with all that travel with it. */
    private static final int LINE_BYTES_MAX = 256 << 10;

    private final Identity identity;
    private final LogJoin join;
    private final LogCounts counts;
    private final LogParts parts = new LogParts(LogBatches.LINES_MAX, LogBatches.BYTES_MAX);
    private String streamProblem = "an entry stands in front of its stream";
    private String problem = "";
    private long lines;
    private long bytes;
    private long refused;
    private long cut;
    private long renamed;
    private boolean ended;

    SpooledLogBatch(Identity identity, LogJoin join, LogCounts counts) {
        this.identity = identity;
        this.join = join;
        this.counts = counts;
    }

    @Override
    public void stream(LabelSlices labels) {
        labels.sort();
        streamProblem = problemOf(labels);
        if (streamProblem.isEmpty()) {
            Labels.Builder stamped = labels.toLabels().toBuilder();
            renamed += identity.stamp(stamped) ? 1 : 0;
            parts.stream(stamped.build());
        }
    }

    /** What every receiver would refuse, with the whole batch in some. */
    private static String problemOf(LabelSlices sorted) {
        if (sorted.size() == 0) {
            return "a stream without labels";
        }
        for (int i = 0; i < sorted.size(); i++) {
            if (!Names.isLegacyLabelName(sorted.name(i))) {
                return "label name '" + sorted.name(i) + "' is not valid in stream " + sorted;
            }
            if (i > 0 && sorted.compareNames(i - 1, i) == 0) {
                return "label " + sorted.name(i) + " stands twice in stream " + sorted;
            }
        }
        return "";
    }

    @Override
    public void entry(long timestampNanos, byte[] source, int offset, int length, LabelSlices metadata) {
        if (!streamProblem.isEmpty()) {
            refused++;
            problem = problem.isEmpty() ? streamProblem : problem;
            return;
        }
        int kept = length;
        if (length > LINE_BYTES_MAX) {
            kept = wholeCharacters(source, offset, LINE_BYTES_MAX);
            cut++;
        }
        parts.entry(timestampNanos, source, offset, kept, metadata);
        lines++;
        bytes += kept;
    }

    /** The longest length, not beyond this one, that ends no character in its middle. */
    private static int wholeCharacters(byte[] source, int offset, int length) {
        int end = length;
        while (end > 0 && (source[offset + end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }

    @Override
    public CompletionStage<LogWriteReport> commit() {
        end();
        List<LogPart> all = parts.end();
        return join.write(all).thenApply(_ -> {
            counts.lines().inc(lines);
            counts.bytes().inc(bytes);
            counts.refused().inc(refused);
            counts.cut().inc(cut);
            counts.renamed().inc(renamed);
            return new LogWriteReport(lines, refused, problem);
        });
    }

    @Override
    public void discard() {
        end();
    }

    private void end() {
        if (ended) {
            throw new IllegalStateException("the batch was committed or discarded before");
        }
        ended = true;
    }
}
