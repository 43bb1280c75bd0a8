package dev.tributary.aggregator.storage.logs.deletion;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;

/** All requests to delete, in memory and in a family of their own. Safe for several threads. */
public final class LogDeletions {
    /** Requests kept after they were processed, for those who list them. */
    private static final int PROCESSED_KEPT = 1000;
    /** Every read looks at those in force. */
    public static final int IN_FORCE_MAX = 1000;

    private final RocksDatabase database;
    private final RocksFamily family;
    private final InstantSource clock;
    private final LineFilters filters;
    private final Duration cancelPeriod;
    private volatile List<LogDeletion> all = List.of();
    private int nextId = 1;

    /**
     * @param filters      reads filters of lines
     * @param cancelPeriod how long a request can be cancelled, and is not processed
     */
    public LogDeletions(RocksDatabase database, InstantSource clock, LineFilters filters, Duration cancelPeriod) {
        this.filters = filters;
        this.database = database;
        this.clock = clock;
        this.cancelPeriod = cancelPeriod;
        this.family = database.family("deletions");
    }

    /** Reads what is stored. */
    public synchronized void load() {
        List<LogDeletion> found = new ArrayList<>();
        try (RocksCursor cursor = database.cursor(family)) {
            for (boolean more = cursor.seekToFirst(); more; more = cursor.next()) {
                ByteReader key = new ByteReader();
                key.reset(cursor.key(), 0, cursor.keyLength());
                ByteReader value = new ByteReader();
                value.reset(cursor.value(), 0, cursor.valueLength());
                LogDeletion deletion = LogDeletion.read(key, value);
                found.add(deletion);
                nextId = Math.max(nextId, deletion.id() + 1);
            }
        }
        all = List.copyOf(found);
    }

    /** All requests, oldest first. */
    public List<LogDeletion> all() {
        return all;
    }

    /** Those that hide something now; a reader takes them before it looks at the entries. */
    public List<LogDeletion> inForce() {
        return all.stream().filter(one -> one.status() == LogDeletion.Status.RECEIVED).toList();
    }

    /**
     * Adds a request; durable and in force when this returns.
     *
     * @throws IllegalStateException    when there are too many in force
     * @throws IllegalArgumentException when the stages are no filter
     */
    public synchronized LogDeletion add(long createdMillis, List<Matcher> matchers, String stages, long minNanos,
            long maxNanos, long lastFlush) {
        if (!stages.isEmpty()) {
            filters.read(stages);
        }
        if (inForce().size() >= IN_FORCE_MAX) {
            throw new IllegalStateException("there are " + IN_FORCE_MAX
                    + " deletions whose entries still lie on the disk; wait until some are processed");
        }
        LogDeletion made = new LogDeletion(nextId++, createdMillis, LogDeletion.Status.RECEIVED, matchers, stages,
                minNanos, maxNanos, lastFlush);
        change(made.id(), List.of(made));
        return made;
    }

    /** Those to be processed now: only by force can one of them be cancelled, as some of its entries may be gone already. */
    public synchronized List<LogDeletion> due() {
        long before = clock.millis() - cancelPeriod.toMillis();
        return inForce().stream().filter(one -> one.createdMillis() <= before).toList();
    }

    /**
     * Withdraws a request; false when there is none of that id, or it is too late.
     *
     * @param force also one that is due but not processed: what is left of its entries shows again
     */
    public synchronized boolean cancel(int id, boolean force) {
        Set<Integer> late = force ? Set.of() : due().stream().map(LogDeletion::id).collect(Collectors.toSet());
        boolean known = !late.contains(id) && inForce().stream().anyMatch(one -> one.id() == id);
        if (known) {
            change(id, List.of());
        }
        return known;
    }

    /** Notes that a request's entries are gone from the disk. */
    public synchronized void processed(int id) {
        update(id, LogDeletion::processed);
        List<LogDeletion> done = all.stream().filter(one -> one.status() == LogDeletion.Status.PROCESSED)
                .sorted(Comparator.comparingInt(LogDeletion::id)).toList();
        for (int i = 0; i < done.size() - PROCESSED_KEPT; i++) {
            change(done.get(i).id(), List.of());
        }
    }

    private void update(int id, UnaryOperator<LogDeletion> change) {
        all.stream().filter(one -> one.id() == id).findFirst()
                .ifPresent(found -> change(id, List.of(change.apply(found))));
    }

    private void change(int id, List<LogDeletion> instead) {
        RawBatch batch = new RawBatch(256);
        batch.delete(family, LogDeletion.key(id));
        instead.forEach(one -> batch.put(family, LogDeletion.key(id), one.value()));
        database.write(batch, true);
        List<LogDeletion> changed = new ArrayList<>(all);
        changed.removeIf(one -> one.id() == id);
        changed.addAll(instead);
        changed.sort(Comparator.comparingInt(LogDeletion::id));
        all = List.copyOf(changed);
    }

    /** What some requests in force hide of a stream; for one thread. */
    public HiddenOfStream hidden(List<LogDeletion> inForce, Labels stream) {
        return new HiddenOfStream(inForce, stream, filters);
    }
}
