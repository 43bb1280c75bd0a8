package dev.tributary.collector.podlogs;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.collector.containers.ContainerLabels;
import dev.tributary.collector.files.ReadMarks;
import dev.tributary.collector.lines.EntryClock;
import dev.tributary.collector.lines.LineDecoder;
import dev.tributary.collector.lines.StampedLine;
import dev.tributary.collector.logfiles.LogFileStatus;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A container whose log is read: what was read of it, and who reads. Owned by the job's thread; its reader and those who look at
 * the status see what is volatile.
 */
final class FollowedContainer {
    private final ContainerId id;
    private final Map<String, String> known;
    private final Decoders decoders;
    private final SeenLines seen;
    private final EntryClock clock;
    private @Nullable LineDecoder decoder;
    private int decodes = -1;
    private long number;
    private long committed;
    private String ended;
    private @Nullable ContainerReader reader;
    private boolean changed;
    private volatile OptionalLong since;
    private volatile ContainerState state;
    private final AtomicLong lines = new AtomicLong();
    private volatile String problem = "";

    /** Makes what reads lines for a container with these labels, which get their times from the clock. */
    interface Decoders {
        /** Null where relabeling drops what comes with these labels. */
        @Nullable
        LineDecoder of(Labels found, EntryClock clock);
    }

    FollowedContainer(ContainerId id, ContainerState state, Map<String, String> known, Decoders decoders,
            ContainerPosition position) {
        this.id = id;
        this.state = state;
        this.known = Map.copyOf(known);
        seen = position.seen().newest() == Long.MIN_VALUE ? new SeenLines() : new SeenLines(position.seen());
        clock = new EntryClock(position.lastTime(), position.lastGiven());
        ended = position.ended();
        since = seen.since();
        this.decoders = decoders;
    }

    ContainerId id() {
        return id;
    }

    ContainerState state() {
        return state;
    }

    /** The API says something else. */
    void state(ContainerState next) {
        if (!next.equals(state)) {
            state = next;
            ContainerReader reading = reader;
            if (reading != null) {
                reading.wake();
            }
        }
    }

    /** Second from which its log is to be read. */
    OptionalLong since() {
        return since;
    }

    /** True when an instance wrote something that was not read to its end. */
    boolean wantsReader() {
        return reader == null && !state.instance().equals(ended) && !state.equals(ContainerState.GONE);
    }

    void reader(@Nullable ContainerReader next) {
        reader = next;
    }

    @Nullable
    ContainerReader reader() {
        return reader;
    }

    void problem(String text) {
        problem = text;
    }

    String problem() {
        return problem;
    }

    void reopened() {
        seen.reopen();
    }

    /** Reads a line; false for one that came before. */
    boolean line(StampedLine line, int restarts, long now) {
        if (seen.isKnown(line)) {
            return false;
        }
        if (restarts != decodes) {
            decode(restarts, now);
        }
        number++;
        seen.add(number, line);
        if (decoder != null) {
            decoder.record(line.bytes(), line.from(), line.to(), number, number + 1, true);
        }
        lines.incrementAndGet();
        changed = true;
        return true;
    }

    /** From here on the lines are of another instance. */
    private void decode(int restarts, long now) {
        finish();
        decodes = restarts;
        LineDecoder next = decoders.of(
                Labels.copyOf(ContainerLabels.of(id.pod(), id.container(), Integer.toString(restarts), known)), clock);
        if (next != null) {
            next.begin(ReadMarks.NONE, now);
        }
        decoder = next;
    }

    /** Hands over what has waited long enough. */
    void expire(long now) {
        if (decoder != null) {
            decoder.expire(now, number + 1);
        }
    }

    /** Hands over what waits: nothing more will come. */
    void finish() {
        if (decoder != null) {
            decoder.finish();
        }
    }

    /** The instance wrote nothing more. */
    void ended(String instance) {
        finish();
        ended = instance;
        changed = true;
    }

    /** All entries that were made are in the spool. */
    void committed() {
        long next = number + 1;
        long safe = decoder == null ? next : decoder.marks(next).resume(next);
        changed |= safe != committed;
        committed = safe;
        seen.committed(safe);
        if (decoder != null) {
            decoder.committed();
        }
        since = seen.since();
    }

    boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    ContainerPosition position() {
        return new ContainerPosition(id.toString(), seen.mark(), clock.lastTime(), clock.lastGiven(), ended);
    }

    LogFileStatus status() {
        ContainerReader reading = reader;
        return new LogFileStatus(id.toString(), reading != null && reading.isOpen(), lines.get(), 0, problem);
    }
}
