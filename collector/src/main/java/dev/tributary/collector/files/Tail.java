package dev.tributary.collector.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

/**
 * Follows one log through its generations: reads the file in hand to its end, then the next one, and knows for each moment
 * how far it had come when its entries were last committed. Owned by one thread, which calls {@link #turn} again and again,
 * and after each round {@link #committed} or {@link #rewind}.
 */
public final class Tail implements AutoCloseable {
    /** How often is looked whether the file in hand is still the one that is written. */
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Path path;
    private final TailOptions options;
    private final RecordReader reader;
    private final TailEvents events;
    private final RecordScan scan;
    private @Nullable Content content;
    private @Nullable Generation generation;
    private boolean compressed;
    private FileMark mark = new FileMark(new FileIdentity(0, 0), Fingerprint.EMPTY);
    private long position;
    private boolean ended = true;
    private List<DoneMark> done;
    private TailState committed;
    /** As it was after the last turn. */
    private TailState latest;
    private long leavingSince;
    private boolean leaving;
    private long lastGrowth;
    private long lastLook;
    private boolean gone;

    /** @param known what was known of it before, or null for a log never seen */
    public Tail(Path path, TailOptions options, RecordReader reader, TailEvents events, @Nullable TailState known) {
        this.path = path;
        this.options = options;
        this.reader = reader;
        this.events = events;
        scan = new RecordScan(reader);
        committed = known == null ? new TailState(path.toString(), null, List.of()) : known;
        latest = committed;
        done = new ArrayList<>(committed.done());
    }

    /** The file that is written. */
    public Path path() {
        return path;
    }

    /** True while a file is open. */
    public boolean isOpen() {
        return content != null;
    }

    /** True when the file in hand was closed because it does not grow. */
    public boolean isIdle() {
        return content == null && !ended;
    }

    /** True when no file of the log is left and all was committed. */
    public boolean isGone() {
        return gone && ended && isCommitted();
    }

    /** When a byte was last read, by the clock of {@link #turn}. */
    public long lastGrowth() {
        return lastGrowth;
    }

    /**
     * Opens what is to be read next, as far as nothing is open.
     *
     * @return false when there is nothing to read
     */
    public boolean open(long nowNanos) throws IOException {
        if (content != null) {
            return true;
        }
        List<Generation> generations = Generations.of(path);
        if (committed.current() == null && options.atEnd() && !generations.isEmpty()) {
            startAtEnd(generations);
        }
        FileState state = committed.current();
        // A file that was empty when it was last seen is found by its place alone: inodes are given again.
        boolean begun = state != null && !state.ended() && state.mark().head().length() > 0;
        if (state != null && begun) {
            if (reopen(state, generations, nowNanos)) {
                return true;
            }
            events.lost("removed before it was read to its end path=" + path);
        }
        return openNext(state, generations, nowNanos);
    }

    private boolean reopen(FileState state, List<Generation> generations, long nowNanos) throws IOException {
        for (Generation each : generations) {
            if (each.is(state.mark())) {
                begin(each, state, nowNanos);
                remark();
                return content != null;
            }
        }
        return false;
    }

    /** What is committed of the file in hand holds for it under its present inode, too. */
    private void remark() {
        FileState state = committed.current();
        if (content != null && state != null) {
            boolean clean = isCommitted();
            committed = new TailState(committed.path(), state.as(mark), committed.done());
            latest = clean ? committed : latest;
        }
    }

    /** The oldest generation that was not read yet. */
    private boolean openNext(@Nullable FileState before, List<Generation> generations, long nowNanos)
            throws IOException {
        List<DoneMark> present = new ArrayList<>();
        Generation next = null;
        for (Generation each : generations) {
            DoneMark as = doneAs(each);
            if (as != null) {
                present.add(as);
            } else if (next == null) {
                next = each;
            }
        }
        done = present;
        gone = generations.isEmpty();
        if (next == null) {
            return false;
        }
        ReadMarks marks = before == null ? ReadMarks.NONE : before.marks().carried();
        begin(next, new FileState(new FileMark(next.identity(), Fingerprint.EMPTY), 0, marks, false), nowNanos);
        if (content != null) {
            committed = snapshot();
            latest = committed;
        }
        return content != null;
    }

    private @Nullable DoneMark doneAs(Generation file) throws IOException {
        for (DoneMark each : done) {
            if (file.is(each)) {
                return each;
            }
        }
        return null;
    }

    private void begin(Generation next, FileState state, long nowNanos) throws IOException {
        Content opened;
        try {
            opened = next.open();
        } catch (ZipException e) {
            done.add(next.damaged());
            events.lost("no gzip file path=" + next.path());
            return;
        }
        content = opened;
        generation = next;
        compressed = next.compressed();
        Fingerprint head = state.mark().head();
        mark = new FileMark(next.identity(), head.length() == 0 ? Fingerprint.of(opened) : head);
        position = state.marks().resume(state.position());
        ended = false;
        leaving = false;
        gone = false;
        lastGrowth = nowNanos;
        lastLook = nowNanos - LOOK_NANOS;
        scan.reset();
        reader.begin(state.marks(), nowNanos);
    }

    /** Of a log that is first seen: older generations count as read, and the newest up to its last whole line. */
    private void startAtEnd(List<Generation> generations) throws IOException {
        Generation newest = generations.getLast();
        for (Generation older : generations.subList(0, generations.size() - 1)) {
            try (Content opened = older.open()) {
                done.add(older.done(Fingerprint.of(opened), RecordScan.length(opened)));
            } catch (ZipException e) {
                done.add(older.damaged());
            }
        }
        try (Content opened = newest.open()) {
            FileMark found = new FileMark(newest.identity(), Fingerprint.of(opened));
            committed = new TailState(path.toString(),
                    new FileState(found, newest.compressed() ? 0 : RecordScan.lastLine(opened), ReadMarks.NONE, false),
                    done);
        }
    }

    /**
     * Reads on, at most so many bytes, and hands over what is complete or has waited long enough.
     *
     * @return bytes read; 0 when there is nothing new
     */
    public long turn(byte[] buffer, int quota, long nowNanos) throws IOException {
        if (ended && !isCommitted() || !open(nowNanos)) {
            return 0;
        }
        long read = 0;
        try {
            read = read(buffer, quota);
        } catch (ZipException | java.io.EOFException e) {
            events.lost("damaged path=" + path + " offset=" + position + " reason=" + e.getMessage());
            closeContent();
            finish(false);
            done.add(openedAs().damaged());
        }
        if (read > 0) {
            lastGrowth = nowNanos;
            events.read(read);
        } else if (!ended) {
            look(nowNanos);
        }
        if (!ended) {
            reader.expire(nowNanos, position);
        }
        latest = content == null && !ended ? committed : snapshot();
        return read;
    }

    private long read(byte[] buffer, int quota) throws IOException {
        Content from = opened();
        if (!compressed && from.size() == position) {
            return 0;
        }
        if (!compressed && !mark.head().matches(from)) {
            truncated();
            return 0;
        }
        if (!mark.head().isWhole()) {
            mark = new FileMark(mark.identity(), Fingerprint.of(from));
        }
        long read = scan.read(from, position, buffer, Math.min(quota, buffer.length));
        position = scan.position();
        return read;
    }

    /** At the end of what the file holds: has it been moved away, cut, or left alone for long? */
    private void look(long nowNanos) throws IOException {
        if (compressed) {
            end(true);
        } else if (opened().size() < position) {
            truncated();
        } else if (leaving || nowNanos - lastLook >= LOOK_NANOS) {
            lastLook = nowNanos;
            lookAtPath(nowNanos);
        }
    }

    private void lookAtPath(long nowNanos) throws IOException {
        boolean written = false;
        try {
            written = FileIdentity.look(path).identity().equals(mark.identity());
        } catch (NoSuchFileException e) {
            // Moved away, and the next one is not there yet.
        }
        if (written) {
            leaving = false;
            closeWhenIdle(nowNanos);
        } else if (!leaving) {
            leaving = true;
            leavingSince = nowNanos;
        } else if (nowNanos - Math.max(leavingSince, lastGrowth) >= options.rotateWait().toNanos()) {
            end(true);
        }
    }

    private void closeWhenIdle(long nowNanos) throws IOException {
        boolean idle = nowNanos - lastGrowth > options.idleClose().toNanos();
        if (idle && isCommitted() && reader.marks(position).resume(position) == position) {
            closeContent();
        }
    }

    /** Gives the file back until it grows; only when all that was read is committed. */
    public boolean release() throws IOException {
        if (content == null || leaving || !isCommitted()) {
            return false;
        }
        closeContent();
        return true;
    }

    /**
     * Looks whether a closed log has something to read.
     *
     * @return true when it should be opened
     */
    public boolean hasGrown() throws IOException {
        FileState state = committed.current();
        if (state == null || state.ended()) {
            return true;
        }
        try {
            FileIdentity.Seen seen = FileIdentity.look(path);
            return !seen.identity().equals(state.mark().identity()) || seen.size() != state.position()
                    || state.marks().resume(state.position()) < state.position();
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /**
     * Whoever cuts a log in place has mostly copied it before: then the copy holds what was not read yet. Without a copy it is
     * lost: what stands at the old place now is another line's.
     */
    private void truncated() throws IOException {
        events.truncated();
        for (Generation copy : Generations.of(path)) {
            if (!copy.identity().equals(mark.identity()) && doneAs(copy) == null && copy.begins(mark.head())) {
                closeContent();
                content = copy.open();
                generation = copy;
                compressed = copy.compressed();
                mark = new FileMark(copy.identity(), mark.head());
                remark();
                return;
            }
        }
        end(false);
    }

    /** All that is held goes out; the next file is begun when that is committed. */
    private void end(boolean isDone) throws IOException {
        if (isDone) {
            scan.rest(opened(), position);
            position = scan.position();
        }
        closeContent();
        finish(isDone);
        events.rotated();
    }

    private void finish(boolean isDone) throws IOException {
        reader.finish();
        if (isDone) {
            done.add(openedAs().done(mark.head(), position));
        }
        ended = true;
    }

    private Generation openedAs() {
        if (generation == null) {
            throw new IllegalStateException("nothing was opened of " + path);
        }
        return generation;
    }

    private Content opened() {
        if (content == null) {
            throw new IllegalStateException("nothing is open of " + path);
        }
        return content;
    }

    private TailState snapshot() {
        return new TailState(path.toString(), new FileState(mark, position, reader.marks(position), ended), done);
    }

    private boolean isCommitted() {
        return latest.equals(committed);
    }

    /** How far it is committed, with what has to be done the same way when the rest is read again. */
    public TailState planned() {
        FileState safe = committed.current();
        FileState read = latest.current();
        if (safe == null || read == null || !safe.mark().identity().equals(read.mark().identity())) {
            return committed;
        }
        return new TailState(committed.path(), safe.planning(read), committed.done());
    }

    /** True when {@link #planned} must be on disk before this round is committed. */
    public boolean plans() {
        FileState safe = committed.current();
        FileState plan = planned().current();
        return !isCommitted() && safe != null && plan != null && !plan.marks().equals(safe.marks());
    }

    /**
     * All that was handed over is safe.
     *
     * @return true when a position has moved
     */
    public boolean committed() {
        if (isCommitted()) {
            return false;
        }
        reader.committed();
        committed = content == null ? latest : snapshot();
        latest = committed;
        return true;
    }

    /** How far it is committed. */
    public TailState state() {
        return committed;
    }

    /** Offset in the file in hand up to which all is committed. */
    public long committedPosition() {
        FileState state = committed.current();
        return state == null ? 0 : state.marks().resume(state.position());
    }

    /** Bytes of the open file that were not read yet; 0 when that is not known. */
    public long lagBytes() throws IOException {
        Content from = content;
        return from == null || compressed ? 0 : Math.max(0, from.size() - position);
    }

    /** What was handed over since the last commit was not kept: reads it again. */
    public void rewind() throws IOException {
        closeContent();
        done = new ArrayList<>(committed.done());
        latest = committed;
        FileState state = committed.current();
        ended = state == null || state.ended();
    }

    private void closeContent() throws IOException {
        Content open = content;
        content = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeContent();
    }
}
