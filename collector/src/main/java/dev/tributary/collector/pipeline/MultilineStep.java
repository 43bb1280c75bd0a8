package dev.tributary.collector.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

import com.google.re2j.Pattern;
import dev.tributary.collector.stages.Expressions;
import dev.tributary.collector.stages.MultilineStage;
import org.jspecify.annotations.Nullable;

/** Joins the lines from one first line to the next; lines before any first line go by. The block is its first line's entry. */
final class MultilineStep implements EntryTarget, HoldingStage {
    private static final int BLOCK_BYTES_MAX = 1 << 20;

    private final MultilineStage settings;
    private final Pattern first;
    private final EntryTarget next;
    private final LongSupplier nanos;
    private @Nullable PipelineEntry block;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int lines;
    private long lastLine;

    private MultilineStep(MultilineStage settings, Pattern first, EntryTarget next, LongSupplier nanos) {
        this.settings = settings;
        this.first = first;
        this.next = next;
        this.nanos = nanos;
    }

    static StagePlan plan(MultilineStage settings, LongSupplier nanos) {
        Pattern first = Expressions.compile("firstline", settings.firstline());
        return (next, _) -> new MultilineStep(settings, first, next, nanos);
    }

    @Override
    public void accept(PipelineEntry entry) {
        boolean begins = first.matcher(entry.text()).find();
        if (begins || lines >= settings.maxLines() || text.size() + entry.length() > BLOCK_BYTES_MAX) {
            boolean goesOn = block != null;
            flush();
            if (begins || goesOn) {
                block = entry.copy();
            }
        }
        if (block == null) {
            next.accept(entry);
            return;
        }
        if (lines > 0) {
            text.write('\n');
        }
        text.write(entry.bytes(), entry.from(), entry.length());
        lines++;
        lastLine = nanos.getAsLong();
    }

    @Override
    public long heldFrom() {
        return block == null ? Long.MAX_VALUE : block.start();
    }

    @Override
    public boolean isDue(long nowNanos) {
        return block != null && nowNanos - lastLine >= settings.maxWaitTime().toNanos();
    }

    @Override
    public void flush() {
        PipelineEntry whole = block;
        if (whole != null) {
            whole.text(text.toString(StandardCharsets.UTF_8));
            block = null;
            text.reset();
            lines = 0;
            next.accept(whole);
        }
    }
}
