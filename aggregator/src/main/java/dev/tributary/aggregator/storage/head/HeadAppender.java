package dev.tributary.aggregator.storage.head;

import dev.tributary.aggregator.storage.chunk.HistogramCodec;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.log.SampleRows;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.series.SeriesRecords;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.change.ChangeLog;

/**
 * Puts logged rows into the active generation and judges duplicates: the same time with the same bits is written already,
 * with other bits it is refused. A sample newer than all of its series costs no look anywhere else. For the one thread
 * that applies commits.
 */
public final class HeadAppender {
    /** Finds what is stored of a series at one time. */
    public interface StoredSamples {
        /** Appends the flushed sample of that time, if there is one. */
        void find(int ref, long timeMillis, SampleColumns into);
    }

    /** Puts a series into words. */
    public interface SeriesNames {
        String name(int ref);
    }

    private final Head head;
    private final SeriesRecords records;
    private final StoredSamples flushed;
    private final Tombstones tombstones;
    private final SeriesNames names;
    private final ChangeLog changes;
    private final FloatStep step = new FloatStep();
    private final byte[] encoded = new byte[FloatStep.ROOM];
    private final ByteWriter rich = new ByteWriter(256);
    private final ByteReader reader = new ByteReader();
    private final SampleColumns found = new SampleColumns();

    public HeadAppender(Head head, SeriesRecords records, StoredSamples flushed, Tombstones tombstones,
            SeriesNames names, ChangeLog changes) {
        this.head = head;
        this.records = records;
        this.flushed = flushed;
        this.tombstones = tombstones;
        this.names = names;
        this.changes = changes;
    }

    /** Applies all rows, and notes the change when readers can see them. */
    public void apply(SampleRows rows, ApplyReport report) {
        long lowest = Long.MAX_VALUE;
        for (int row = 0; row < rows.size(); row++) {
            lowest = Math.min(lowest, rows.time(row));
        }
        try {
            applyAll(rows, report);
        } finally {
            if (lowest < Long.MAX_VALUE) {
                changes.changed(lowest);
            }
        }
    }

    private void applyAll(SampleRows rows, ApplyReport report) {
        Generation active = head.active();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.isHistogram(row) || rows.start(row) != 0) {
                applyRich(active, rows, row, report);
            } else {
                applyFloat(active, rows, row, report);
            }
        }
    }

    private void applyFloat(Generation active, SampleRows rows, int row, ApplyReport report) {
        int ref = rows.ref(row);
        long time = rows.time(row);
        long bits = rows.bits(row);
        int chain = active.chain(ref);
        if (chain != 0 && active.form(chain) == Generation.FLOATS && active.other(chain) == 0) {
            long newest = active.field(chain, Generation.MAX_TIME);
            if (time > newest) {
                active.appendFloat(chain, time, bits, step, encoded);
                report.written(false);
                return;
            }
            if (time == newest && active.isSorted(chain)) {
                duplicate(active.field(chain, Generation.LAST_BITS) == bits, rows, row, report);
                return;
            }
        }
        if (isNew(rows, row, report)) {
            active.appendFloat(chainFor(active, ref, Generation.FLOATS), time, bits, step, encoded);
            report.written(false);
        }
    }

    private void applyRich(Generation active, SampleRows rows, int row, ApplyReport report) {
        if (!isNew(rows, row, report)) {
            return;
        }
        int chain = chainFor(active, rows.ref(row), Generation.RICH);
        long time = rows.time(row);
        long before = active.field(chain, Generation.LAST_TIME);
        rich.clear();
        if (rows.isHistogram(row)) {
            RichStep.encodeHistogram(rich, before, time, rows.side().bytes(), rows.sideOffset(row),
                    rows.sideLength(row), rows.start(row));
        } else {
            RichStep.encodeFloat(rich, before, time, rows.bits(row), rows.start(row));
        }
        active.appendRich(chain, rich.bytes(), rich.size(), time);
        report.written(rows.isHistogram(row));
    }

    private int chainFor(Generation active, int ref, int form) {
        int chain = active.find(ref, form);
        return chain == 0 ? active.start(ref, form, newest(ref)) : chain;
    }

    /** True when nothing is stored at the row's time; else the row is judged. */
    private boolean isNew(SampleRows rows, int row, ApplyReport report) {
        int ref = rows.ref(row);
        long time = rows.time(row);
        if (time > newest(ref)) {
            return true;
        }
        found.clear();
        for (Generation generation : head.generations()) {
            if (found.size() == 0 && generation.chain(ref) != 0) {
                generation.reader().read(ref, time, time, found);
                tombstones.current().hide(records.cluster(ref), records.id(ref), generation.number(), found, 0);
            }
        }
        if (found.size() == 0 && time <= records.flushedMaxMillis(ref)) {
            flushed.find(ref, time, found);
        }
        if (found.size() == 0) {
            return true;
        }
        duplicate(isSame(rows, row), rows, row, report);
        return false;
    }

    private long newest(int ref) {
        long newest = records.flushedMaxMillis(ref);
        for (Generation generation : head.generations()) {
            for (int chain = generation.chain(ref); chain != 0; chain = generation.other(chain)) {
                newest = Math.max(newest, generation.field(chain, Generation.MAX_TIME));
            }
        }
        return newest;
    }

    private boolean isSame(SampleRows rows, int row) {
        NativeHistogram stored = found.histogram(0);
        if (stored == null) {
            return !rows.isHistogram(row) && Double.doubleToRawLongBits(found.value(0)) == rows.bits(row);
        }
        if (!rows.isHistogram(row)) {
            return false;
        }
        reader.reset(rows.side().bytes(), rows.sideOffset(row), rows.sideLength(row));
        return stored.equals(HistogramCodec.decode(reader));
    }

    private void duplicate(boolean same, SampleRows rows, int row, ApplyReport report) {
        if (same) {
            report.written(rows.isHistogram(row));
        } else {
            int ref = rows.ref(row);
            long time = rows.time(row);
            report.refused(() -> "duplicate sample for timestamp " + time + " with another value in series "
                    + names.name(ref));
        }
    }
}
