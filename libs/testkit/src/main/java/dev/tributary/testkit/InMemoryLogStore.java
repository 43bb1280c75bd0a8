package dev.tributary.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.follow.LogFeed;
import dev.tributary.model.follow.LogFollower;
import dev.tributary.model.follow.LogFollowers;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.RecordVersion;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The log store as the ports promise it, in memory: every answer is exact, every accepted batch is visible at once. Safe
 * for several threads; one lock guards everything.
 */
public final class InMemoryLogStore implements LogReader, LogWriter, LogFeed {
    private final TreeMap<Labels, MemoryStream> streams = new TreeMap<>();
    private final LogFollowers followers = new LogFollowers();
    private final Map<RecordKey, KeptRecord> records = new HashMap<>();
    private @Nullable String refusal;

    private record RecordKey(String cluster, String key) {
    }

    private record KeptRecord(MemoryStream stream, LogEntry entry) {
        RecordVersion version() {
            return versionOf(entry);
        }
    }

    /** From now on {@link #begin} is refused with this reason, as a full disk would; null ends it. */
    public synchronized void refuseWrites(@Nullable String reason) {
        refusal = reason;
    }

    @Override
    public synchronized LogBatch begin(WriterIdentity identity) {
        if (refusal != null) {
            throw new WriteRefusedException(refusal, Duration.ofSeconds(1));
        }
        return new MemoryLogBatch(this, identity);
    }

    /** Runs a commit in one piece: no reader sees half of it. */
    synchronized void apply(Runnable writes) {
        writes.run();
    }

    @Override
    public Runnable follow(LogFollower follower) {
        return followers.follow(follower);
    }

    /** Tells followers of an entry that readers can see. */
    void stored(Labels stream, LogEntry entry) {
        followers.stored(stream, entry);
    }

    /** Keeps an entry, of a record the newest version alone; false when it was there. Only within {@link #apply}. */
    boolean add(Labels labels, LogEntry entry) {
        String key = entry.metadata().get(RecordVersion.KEY);
        MemoryStream stream = streams.computeIfAbsent(labels, _ -> new MemoryStream());
        if (!key.isEmpty()) {
            RecordKey record = new RecordKey(labels.get(ClusterId.LABEL), key);
            KeptRecord old = records.get(record);
            if (old != null) {
                if (versionOf(entry).compareTo(old.version()) <= 0) {
                    return false;
                }
                old.stream().remove(old.entry());
            }
            records.put(record, new KeptRecord(stream, entry));
        }
        return stream.add(entry);
    }

    private static RecordVersion versionOf(LogEntry entry) {
        return RecordVersion.of(entry.timestampNanos(), entry.metadata());
    }

    @Override
    public synchronized LogSelection select(LogQuery query) {
        List<StoredStream> found = new ArrayList<>();
        streams.forEach((labels, stream) -> {
            StoredStream cut = stream.cut(labels, query);
            if (cut.stats().entries() > 0 && matches(query, labels)) {
                if (query.limit() > 0 && found.size() == query.limit()) {
                    throw new ReadRefusedException("the query selects more than " + query.limit()
                            + " streams, the limit of streams for one query; narrow its matchers");
                }
                found.add(cut);
            }
        });
        return new Selection(found);
    }

    private static boolean matches(LogQuery query, Labels labels) {
        return query.matchers().stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())));
    }

    @Override
    public List<String> labelNames(LogQuery query) {
        NavigableSet<String> names = new TreeSet<>(Labels::compareUtf8);
        labelsOf(query).forEach(labels -> names.addAll(labels.names()));
        return cut(names, query.limit());
    }

    @Override
    public List<String> labelValues(String name, LogQuery query) {
        NavigableSet<String> values = new TreeSet<>(Labels::compareUtf8);
        labelsOf(query).stream().map(labels -> labels.get(name)).filter(value -> !value.isEmpty()).forEach(values::add);
        return cut(values, query.limit());
    }

    private List<Labels> labelsOf(LogQuery query) {
        LogQuery unlimited = new LogQuery(query.matchers(), query.startNanos(), query.endNanos(), 0);
        try (LogSelection selection = select(unlimited)) {
            return selection.streams().stream().<Labels>map(StoredStream::labels).toList();
        }
    }

    private static List<String> cut(Collection<String> sorted, int limit) {
        return sorted.stream().limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
    }

    private record Selection(List<StoredStream> streams) implements LogSelection {
        private Selection {
            streams = List.copyOf(streams);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
