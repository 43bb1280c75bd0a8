package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.tributary.collector.batch.Batch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue on disk of one destination. What {@link #append} took survives a kill of the process; what {@link #commit} was
 * told is not sent again. Beyond its limits the oldest segment is dropped and counted, never the present. Two lanes read it:
 * see {@link Lane}; each has at most one batch out at a time. Safe for several threads; blocks for disk.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Path directory;
    private final SpoolLimits limits;
    private final SendOrder order;
    private final FsyncPolicy fsync;
    private final Clock clock;
    private final CursorFile cursor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableMap<Long, Segment> segments;
    private final SpoolLosses losses = new SpoolLosses();
    private long nextNumber;
    private Segment active;
    /** The segment the fresh lane reads; those before it with something pending are backlog. */
    private long freshNumber;
    private long appendedSamples;
    private boolean readersEnded;
    private boolean closed;
    private @Nullable String problem;
    /** Told once, until another one or the end of it: each batch that is shipped is noted. */
    private String noteProblem = "";

    private Spool(Path directory, SpoolLimits limits, SendOrder order, FsyncPolicy fsync, Clock clock)
            throws IOException {
        this.directory = directory;
        this.limits = limits;
        this.order = order;
        this.fsync = fsync;
        this.clock = clock;
        cursor = new CursorFile(directory);
        CursorFile.Content known = cursor.load();
        SpoolRecovery recovery = new SpoolRecovery(directory, known);
        segments = recovery.recover();
        losses.torn(recovery.tornBytes());
        nextNumber = Math.max(known.nextSegment(), segments.isEmpty() ? 1 : segments.lastKey() + 1);
        active = startSegment();
        freshNumber = order == SendOrder.OLDEST_FIRST ? segments.firstKey() : active.number();
    }

    /**
     * Opens the spool in a directory, which is made where it is missing, with what an earlier run left in it.
     *
     * @throws IOException when the directory cannot be used
     */
    public static Spool open(Path directory, SpoolLimits limits, SendOrder order, FsyncPolicy fsync, Clock clock)
            throws IOException {
        Files.createDirectories(directory);
        return new Spool(directory, limits, order, fsync, clock);
    }

    /**
     * Writes a batch behind all others.
     *
     * @throws IOException when the disk takes nothing even after the oldest segments were dropped
     */
    public void append(Batch batch) throws IOException {
        FileChannel written;
        lock.lock();
        try {
            requireOpen();
            store(batch);
            appendedSamples += batch.facts().points();
            written = active.channelToForce();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (fsync == FsyncPolicy.ALWAYS) {
            force(written);
        }
    }

    private void force(@Nullable FileChannel written) throws IOException {
        try {
            if (written != null) {
                written.force(false);
            }
        } catch (ClosedChannelException e) {
            LOG.debug("segment was closed, and so forced, meanwhile directory={}", directory);
        }
    }

    private void store(Batch batch) throws IOException {
        while (true) {
            try {
                makeRoom(RecordFormat.recordBytes(batch));
                active.append(batch);
                problem = null;
                return;
            } catch (IOException e) {
                problem = e.toString();
                freeDisk(e);
            }
        }
    }

    /** On a full disk the present is worth more than the oldest of the past. */
    private void freeDisk(IOException e) throws IOException {
        if (!DiskSpace.isUsedUp(directory, e)) {
            throw e;
        }
        if (segments.size() > 1) {
            LOG.warn("spool cannot write, dropping its oldest segment directory={} reason={}", directory, e.toString());
            drop(segments.firstEntry().getValue(), SpoolLosses.Reason.DISK_FULL);
        } else if (!active.isEmpty() && !active.hasPending()) {
            active.drain();
        } else {
            throw e;
        }
    }

    private void makeRoom(long recordBytes) throws IOException {
        long now = clock.millis();
        boolean full = active.size() + recordBytes > limits.segmentBytes();
        boolean old = now - active.firstCreatedMillis() > limits.segmentAge().toMillis();
        if (active.isSealed() || !active.isEmpty() && (full || old)) {
            rotate();
        }
        while (segments.size() > 1 && bytes() + recordBytes > limits.bytesMax()) {
            drop(segments.firstEntry().getValue(), SpoolLosses.Reason.SIZE);
        }
        dropAged(now);
    }

    private void dropAged(long now) throws IOException {
        while (segments.size() > 1) {
            Segment oldest = segments.firstEntry().getValue();
            if (now - oldest.lastCreatedMillis() <= limits.ageMax().toMillis()) {
                return;
            }
            drop(oldest, SpoolLosses.Reason.AGE);
        }
    }

    private void drop(Segment segment, SpoolLosses.Reason reason) throws IOException {
        if (segment.pendingSamples() > 0) {
            LOG.warn("spool drops samples that were never shipped directory={} reason={} segment={} samples={}",
                    directory, reason, segment.number(), segment.pendingSamples());
        }
        losses.dropped(reason, segment.pendingSamples());
        remove(segment);
    }

    private void remove(Segment segment) throws IOException {
        segments.remove(segment.number());
        segment.delete();
        noteShipped();
    }

    /** Without the note some batches are sent again after a restart, nothing worse: a full disk stops no shipping. */
    private void noteShipped() {
        try {
            cursor.save(nextNumber, segments.values());
            noteProblem = "";
        } catch (IOException e) {
            if (!noteProblem.equals(e.toString())) {
                noteProblem = e.toString();
                LOG.warn("how far the spool is shipped cannot be noted directory={} reason={}", directory, noteProblem);
            }
        }
    }

    private void rotate() throws IOException {
        Segment former = active;
        // First of all, since it can fail and must leave everything as it was then
        active = startSegment();
        former.seal();
        forceUnlessNever(former);
        if (!former.hasPending()) {
            remove(former);
        } else if (former.number() != freshNumber) {
            former.close();
        }
    }

    /** The number is noted before it is used: of a number used twice, what an old note says would be taken as shipped. */
    private Segment startSegment() throws IOException {
        cursor.save(nextNumber + 1, segments.values());
        Segment segment = Segment.create(nextNumber, SpoolRecovery.fileOf(directory, nextNumber));
        nextNumber++;
        segments.put(segment.number(), segment);
        return segment;
    }

    /**
     * The next batch of a lane, waiting for one if need be. The same is given again until it is committed.
     *
     * @return null when none came in time, or the spool was closed
     */
    public @Nullable Spooled next(Lane lane, Duration wait) throws IOException, InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && !readersEnded) {
                Spooled found = poll(lane);
                if (found != null || left <= 0) {
                    return found;
                }
                left = changed.awaitNanos(left);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Spooled poll(Lane lane) throws IOException {
        while (true) {
            Segment segment = lane == Lane.FRESH ? freshSegment() : backlogSegment();
            if (segment == null) {
                return null;
            }
            switch (segment.readNext()) {
                case Segment.Read.Damage(long end, String reason) -> skipDamage(segment, end, reason);
                case Segment.Read.Whole(Batch batch, long end) -> {
                    if (lane == Lane.BACKLOG || !isLate(batch)) {
                        return new Spooled(batch, segment.number(), end);
                    }
                    startAfresh();
                }
            }
        }
    }

    /** The fresh lane's segment that has something to read, or null. */
    private @Nullable Segment freshSegment() throws IOException {
        while (true) {
            var entry = segments.ceilingEntry(freshNumber);
            if (entry == null) {
                throw new IllegalStateException("the active segment is always there: " + directory);
            }
            Segment segment = entry.getValue();
            if (segment.hasPending()) {
                return segment;
            }
            if (!segment.isSealed()) {
                return null;
            }
            remove(segment);
            freshNumber = segment.number() + 1;
        }
    }

    private @Nullable Segment backlogSegment() {
        var entry = segments.lowerEntry(freshNumber);
        return entry == null ? null : entry.getValue();
    }

    private boolean isLate(Batch batch) {
        return order == SendOrder.NEWEST_FIRST
                && clock.millis() - batch.facts().createdMillis() > limits.freshAgeMax().toMillis();
    }

    /** Leaves all that waits to the backlog lane; the fresh lane goes on with what is appended from now. */
    private void startAfresh() throws IOException {
        boolean young = clock.millis() - active.firstCreatedMillis() <= limits.freshAgeMax().toMillis();
        if (!active.isEmpty() && !young) {
            rotate();
        }
        freshNumber = active.number();
        changed.signalAll();
    }

    private void skipDamage(Segment segment, long end, String reason) throws IOException {
        long bytes = end - segment.committed();
        LOG.error("spool is damaged, skipping file={} offset={} bytes={} reason={}", segment.file(),
                segment.committed(), bytes, reason);
        losses.damaged(bytes);
        advance(segment, end, 0);
    }

    /** From now on {@link #next} gives nothing and does not wait; what is out can still be committed. */
    public void endReaders() {
        lock.lock();
        try {
            readersEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a batch needs no shipping any more; one whose segment was dropped meanwhile is passed over. */
    public void commit(Spooled shipped) throws IOException {
        lock.lock();
        try {
            Segment segment = segments.get(shipped.segment());
            if (segment != null && !closed) {
                advance(segment, shipped.end(), shipped.batch().facts().points());
            }
        } finally {
            lock.unlock();
        }
    }

    private void advance(Segment segment, long end, int samples) throws IOException {
        segment.commit(end, samples);
        if (segment.isSealed() && !segment.hasPending()) {
            remove(segment);
        } else {
            noteShipped();
        }
    }

    /** Forces what was appended onto the disk and enforces the age limit; called about once a second. */
    public void maintain() throws IOException {
        FileChannel written;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            dropAged(clock.millis());
            written = fsync == FsyncPolicy.INTERVAL ? active.channelToForce() : null;
        } finally {
            lock.unlock();
        }
        force(written);
    }

    private void forceUnlessNever(Segment segment) throws IOException {
        FileChannel channel = segment.channelToForce();
        if (fsync != FsyncPolicy.NEVER && channel != null) {
            channel.force(false);
        }
    }

    private long bytes() {
        long bytes = 0;
        for (Segment segment : segments.values()) {
            bytes += segment.size();
        }
        return bytes;
    }

    /** The spool now. */
    public SpoolStats stats() {
        lock.lock();
        try {
            long batches = 0;
            long samples = 0;
            long backlog = 0;
            long oldest = 0;
            for (Segment segment : segments.values()) {
                batches += segment.pendingBatches();
                samples += segment.pendingSamples();
                backlog += segment.number() < freshNumber ? segment.pendingSamples() : 0;
                oldest = oldest == 0 && segment.hasPending() ? segment.firstCreatedMillis() : oldest;
            }
            return new SpoolStats(bytes(), segments.size(), batches, samples, backlog, oldest, appendedSamples,
                    losses.of(SpoolLosses.Reason.SIZE), losses.of(SpoolLosses.Reason.AGE),
                    losses.of(SpoolLosses.Reason.DISK_FULL), losses.damagedBytes(), problem);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("spool " + directory + " is closed");
        }
    }

    /** Forces everything onto the disk and ends all waiting. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            forceUnlessNever(active);
            cursor.save(nextNumber, segments.values());
            for (Segment segment : segments.values()) {
                segment.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
