package dev.tributary.aggregator.storage.logs.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import dev.tributary.aggregator.storage.logs.block.MetadataSet;
import dev.tributary.aggregator.storage.logs.block.Sections;
import dev.tributary.aggregator.storage.logs.log.EntryRows;
import dev.tributary.aggregator.storage.logs.record.LogRecordEntry;
import dev.tributary.aggregator.storage.logs.settings.LogStoreLimits;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.write.GroupCommit;
import dev.tributary.aggregator.storage.write.ReusedBatch;
import dev.tributary.aggregator.storage.write.SeriesResolver;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.RecordVersion;
import dev.tributary.model.port.WriterIdentity;

/**
 * One batch: checks and collects on its caller's thread, is compressed there, then logged and applied by the group commit.
 * Its memory serves batch after batch.
 */
public final class StoreLogBatch extends ReusedBatch<LogWriteReport> implements LogBatch {
    /** What is logged lives shortly, so the fastest level. */
    private static final int LOG_LEVEL = 1;

    private final LogDesk desk;
    private final LogBatches batches;
    private final SeriesResolver resolver;
    private final EntryMetadata metadata = new EntryMetadata();
    private final ByteWriter set = new ByteWriter(256);
    private final EntryRows rows = new EntryRows();
    private final List<LogRecordEntry> records = new ArrayList<>();
    private final List<LogRecordEntry> newest = new ArrayList<>();
    private final Sections sections = new Sections(LOG_LEVEL);
    private final ByteWriter record = new ByteWriter(4096);
    private long oldestNanos;
    private long newestNanos;
    private long size;
    private long bytes;
    private long refused;
    private String problem = "";
    private String streamProblem = "";
    private int cluster = -1;
    private int stream = -1;
    /** Streams found, each time anew. */
    private int[] refs = new int[16];
    private int refCount;
    /** How often streams had been forgotten when the batch began. */
    private long forgettings;
    private boolean announced;

    StoreLogBatch(LogDesk desk, GroupCommit commits, LogBatches batches) {
        super(commits);
        this.desk = desk;
        this.batches = batches;
        LogStoreLimits limits = desk.options().limits();
        this.resolver = new SeriesResolver(desk.catalog(), limits.streamsMax(), new StreamLabelCheck(limits));
    }

    /** Turns to a new use. */
    void start(WriterIdentity writer) {
        resolver.reset(writer);
        rows.clear();
        record.clear();
        records.clear();
        newest.clear();
        long now = Math.multiplyExact(desk.clock().millis(), 1_000_000L);
        // What retention would drop at once is not taken.
        oldestNanos = now - desk.options().retention().of(writer.cluster()).toNanos();
        newestNanos = now + desk.options().futureMax().toNanos();
        size = 0;
        bytes = 0;
        refused = 0;
        problem = "";
        streamProblem = "no stream was announced before its entry";
        stream = -1;
        refCount = 0;
        forgettings = desk.catalog().forgettings();
        open();
    }

    @Override
    public void stream(LabelSlices slices) {
        stream = -1;
        announced = false;
        if (slices.size() == 0) {
            streamProblem = "error at least one label pair is required per stream";
            return;
        }
        int ref = resolver.resolve(slices);
        if (ref < 0) {
            streamProblem = resolver.problem();
            return;
        }
        ClusterSeries of = desk.catalog().find(desk.catalog().records().cluster(ref));
        if (of == null) {
            throw new IllegalStateException("a stream without its cluster");
        }
        if (refCount == refs.length) {
            refs = Arrays.copyOf(refs, 2 * refCount);
        }
        refs[refCount++] = ref;
        cluster = of.number();
        stream = desk.catalog().records().id(ref);
    }

    @Override
    public void entry(long timestampNanos, byte[] text, int offset, int length, LabelSlices sent) {
        if (stream < 0) {
            refuse(() -> streamProblem);
            return;
        }
        LabelSlices normal = metadata.normal(sent);
        if (isTimely(timestampNanos) && hasRoom(length, normal)) {
            bytes += length + EntryMetadata.bytesOf(normal);
            set.clear();
            MetadataSet.write(normal, set);
            add(timestampNanos, text, offset, length, normal);
        }
    }

    private void add(long nanos, byte[] text, int offset, int length, LabelSlices normal) {
        int key = EntryMetadata.recordKey(normal);
        if (key >= 0) {
            byte[] id = Arrays.copyOfRange(normal.bytes(), normal.valueOffset(key),
                    normal.valueOffset(key) + normal.valueLength(key));
            records.add(new LogRecordEntry(cluster, stream, id, RecordVersion.of(nanos, normal.toLabels()),
                    Arrays.copyOfRange(text, offset, offset + length), set.toArray()));
            return;
        }
        if (!announced) {
            rows.stream(cluster, stream);
            announced = true;
        }
        rows.entry(nanos, text, offset, length, set.bytes(), set.size());
    }

    private boolean isTimely(long nanos) {
        if (nanos > newestNanos) {
            refuse(() -> "entry for stream '" + labels() + "' has timestamp too new: " + time(nanos));
            return false;
        }
        if (nanos < oldestNanos) {
            refuse(() -> "entry for stream '" + labels() + "' has timestamp too old: " + time(nanos)
                    + ", oldest acceptable timestamp is: " + time(oldestNanos));
            return false;
        }
        return true;
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private boolean hasRoom(int length, LabelSlices normal) {
        LogStoreLimits limits = desk.options().limits();
        if (length > limits.lineBytesMax()) {
            refuse(() -> "max entry size '" + limits.lineBytesMax() + "' bytes exceeded for stream '" + labels()
                    + "' while adding an entry with length '" + length + "' bytes");
            return false;
        }
        if (normal.size() > limits.metadataMax()) {
            refuse(() -> "stream '" + labels() + "' has too many structured metadata labels: '" + normal.size()
                    + "', limit: '" + limits.metadataMax() + "'");
            return false;
        }
        int metadataBytes = EntryMetadata.bytesOf(normal);
        if (metadataBytes > limits.metadataBytesMax()) {
            refuse(() -> "stream '" + labels() + "' has structured metadata too large: '" + metadataBytes
                    + "' bytes, limit: '" + limits.metadataBytesMax() + "' bytes");
            return false;
        }
        return true;
    }

    private Labels labels() {
        ClusterSeries of = desk.catalog().find(cluster);
        return of == null ? Labels.EMPTY : of.labels(of.ref(stream));
    }

    private void refuse(Supplier<String> why) {
        refused++;
        if (problem.isEmpty()) {
            problem = why.get();
        }
    }

    @Override
    protected void encode() {
        size = bytes;
        if (rows.entries() > 0) {
            rows.write(sections, record);
        }
    }

    /** Memory that the batch keeps for its next use. */
    int heapBytes() {
        return rows.heapBytes() + record.bytes().length;
    }

    @Override
    protected void giveBack() {
        batches.giveBack(this);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOutdated() {
        return desk.catalog().forgettings() != forgettings
                && Arrays.stream(refs, 0, refCount).anyMatch(desk.catalog()::isForgotten);
    }

    @Override
    public void stage(RawBatch write, RocksFamily log, long sequence) {
        if (rows.entries() > 0) {
            stage(record, write, log, sequence);
        }
        for (LogRecordEntry entry : records) {
            if (desk.appender().stage(entry, write)) {
                newest.add(entry);
            }
        }
    }

    @Override
    public void apply() {
        desk.appender().records().settled();
        desk.appender().apply(rows);
        newest.forEach(desk.appender()::tell);
    }

    @Override
    public void complete() {
        long entries = (long) rows.entries() + records.size();
        desk.counts().taken(entries, bytes, records.size());
        desk.counts().refused(refused);
        answer(new LogWriteReport(entries, refused, problem));
    }

    @Override
    public void fail(Throwable cause) {
        desk.appender().records().settled();
        super.fail(cause);
    }
}
