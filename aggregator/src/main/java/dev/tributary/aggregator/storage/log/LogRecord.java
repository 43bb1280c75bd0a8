package dev.tributary.aggregator.storage.log;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.series.SeriesRecords;

/**
 * The samples of one batch in the log, column by column, each record readable on its own.
 *
 * <pre>
 * record   := version:u8=1 count:varint flags:u8 clusters ids times [starts] [kinds] values side
 * flags    := 1 has starts | 2 has histograms
 * clusters := (cluster:varint length:varint)*              runs, lengths add up to count
 * ids      := (step:zigzag length:varint)*                 runs of ids rising by one; step from the id after the last run
 * times    := (step:zigzag length:varint)*                 runs of equal times, step from the run before
 * starts   := (step:zigzag length:varint)*                 likewise
 * kinds    := bit*count, low bit first, 1 = histogram
 * values   := form:u4*count payload*                       low nibble first
 * form     := 0..7  an integer: zigzag number in that many bytes, little endian (the value, or a histogram's length)
 *           | 8..15 a double: the upper (form - 7) bytes of its bits, little endian, the others are zero
 * side     := encoded histograms in row order, as long as their values say
 * </pre>
 *
 * Not safe for several threads.
 */
public final class LogRecord {
    private static final int VERSION = 1;
    private static final int HAS_STARTS = 1;
    private static final int HAS_HISTOGRAMS = 2;
    /** More rows than any request holds; a greater count is damage. */
    private static final int ROWS_MAX = 1 << 26;
    private static final double EXACT_MAX = 0x1p53;

    private final SeriesCatalog catalog;
    private final ByteReader in = new ByteReader();

    public LogRecord(SeriesCatalog catalog) {
        this.catalog = catalog;
    }

    /** Appends the record of the rows. */
    public void encode(SampleRows rows, ByteWriter out) {
        out.putByte(VERSION);
        out.putVarint(rows.size());
        out.putByte((rows.hasStarts() ? HAS_STARTS : 0) | (rows.hasHistograms() ? HAS_HISTOGRAMS : 0));
        encodeClusters(rows, out);
        encodeIds(rows, out);
        encodeTimes(rows, out);
        if (rows.hasStarts()) {
            encodeStarts(rows, out);
        }
        if (rows.hasHistograms()) {
            encodeKinds(rows, out);
        }
        encodeValues(rows, out);
        out.putBytes(rows.side().bytes(), 0, rows.side().size());
    }

    private void encodeClusters(SampleRows rows, ByteWriter out) {
        SeriesRecords records = catalog.records();
        int size = rows.size();
        int from = 0;
        while (from < size) {
            int cluster = records.cluster(rows.ref(from));
            int to = from + 1;
            while (to < size && records.cluster(rows.ref(to)) == cluster) {
                to++;
            }
            out.putVarint(cluster);
            out.putVarint(to - from);
            from = to;
        }
    }

    private void encodeIds(SampleRows rows, ByteWriter out) {
        SeriesRecords records = catalog.records();
        int size = rows.size();
        int from = 0;
        int expected = 0;
        while (from < size) {
            int id = records.id(rows.ref(from));
            int to = from + 1;
            while (to < size && records.id(rows.ref(to)) == id + to - from) {
                to++;
            }
            out.putZigzag(id - expected);
            out.putVarint(to - from);
            expected = id + to - from;
            from = to;
        }
    }

    private static void encodeTimes(SampleRows rows, ByteWriter out) {
        int size = rows.size();
        int from = 0;
        long last = 0;
        while (from < size) {
            long time = rows.time(from);
            int to = from + 1;
            while (to < size && rows.time(to) == time) {
                to++;
            }
            out.putZigzag(time - last);
            out.putVarint(to - from);
            last = time;
            from = to;
        }
    }

    private static void encodeStarts(SampleRows rows, ByteWriter out) {
        int size = rows.size();
        int from = 0;
        long last = 0;
        while (from < size) {
            long start = rows.start(from);
            int to = from + 1;
            while (to < size && rows.start(to) == start) {
                to++;
            }
            out.putZigzag(start - last);
            out.putVarint(to - from);
            last = start;
            from = to;
        }
    }

    private static void encodeKinds(SampleRows rows, ByteWriter out) {
        for (int row = 0; row < rows.size(); row += 8) {
            int kinds = 0;
            for (int i = 0; i < 8 && row + i < rows.size(); i++) {
                kinds |= rows.isHistogram(row + i) ? 1 << i : 0;
            }
            out.putByte(kinds);
        }
    }

    private static void encodeValues(SampleRows rows, ByteWriter out) {
        int size = rows.size();
        int formsBytes = (size + 1) / 2;
        out.reserve(formsBytes + 8 * size + 8);
        byte[] bytes = out.bytes();
        int forms = out.size();
        int at = forms + formsBytes;
        for (int row = 0; row < size; row++) {
            long payload = rows.isHistogram(row) ? zigzag(rows.sideLength(row)) : integer(rows.bits(row));
            int form;
            int length;
            if (payload >= 0) {
                length = (64 - Long.numberOfLeadingZeros(payload) + 7) >>> 3;
                form = length;
            } else {
                long bits = rows.bits(row);
                length = Math.max(1, 8 - (Long.numberOfTrailingZeros(bits) >>> 3));
                form = 7 + length;
                payload = bits >>> 8 * (8 - length);
            }
            LittleEndian.putLong(bytes, at, payload);
            at += length;
            int formAt = forms + (row >>> 1);
            bytes[formAt] = (byte) ((row & 1) == 0 ? form : bytes[formAt] | form << 4);
        }
        out.advanceTo(at);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    /** The zigzag form of a double that is a whole number of at most 7 bytes so, or -1. Negative zero is none. */
    private static long integer(long bits) {
        double value = Double.longBitsToDouble(bits);
        long whole = (long) value;
        if (Double.doubleToRawLongBits((double) whole) != bits || !(Math.abs(value) <= EXACT_MAX)) {
            return -1;
        }
        return zigzag(whole);
    }

    /**
     * Reads a record; rows of series that are not known any more are left out.
     *
     * @throws CorruptDataException when the bytes are not a whole record of this format
     */
    public void decode(byte[] bytes, int length, SampleRows into) {
        in.reset(bytes, 0, length);
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptDataException("log record of version " + version);
        }
        int count = in.readCount(ROWS_MAX);
        int flags = in.readByte();
        int[] refs = new int[count];
        decodeClusters(refs);
        decodeIds(refs);
        long[] times = decodeRuns(count);
        long[] starts = (flags & HAS_STARTS) == 0 ? new long[0] : decodeRuns(count);
        int kinds = (flags & HAS_HISTOGRAMS) == 0 ? -1 : in.skip((count + 7) / 8);
        long[] values = decodeValues(count, kinds);
        for (int row = 0; row < count; row++) {
            boolean histogram = kinds >= 0 && isSet(kinds, row);
            int encoded = histogram ? in.skip((int) Math.min(values[row], Integer.MAX_VALUE)) : 0;
            if (refs[row] < 0) {
                continue;
            }
            if (histogram) {
                int side = into.side().size();
                into.side().putBytes(bytes, encoded, (int) values[row]);
                into.addHistogram(refs[row], times[row], side);
            } else {
                into.add(refs[row], times[row], values[row]);
            }
            if (starts.length > 0) {
                into.startOfLast(starts[row]);
            }
        }
        in.requireEnd();
    }

    private boolean isSet(int bitsAt, int row) {
        return (in.bytes()[bitsAt + (row >>> 3)] & 1 << (row & 7)) != 0;
    }

    /** Leaves the cluster's number in place of each ref. */
    private void decodeClusters(int[] refs) {
        int row = 0;
        while (row < refs.length) {
            int cluster = in.readCount(Integer.MAX_VALUE);
            int to = row + runLength(refs.length - row);
            while (row < to) {
                refs[row++] = cluster;
            }
        }
    }

    private void decodeIds(int[] refs) {
        int row = 0;
        int id = 0;
        while (row < refs.length) {
            id += (int) in.readZigzag();
            int to = row + runLength(refs.length - row);
            while (row < to) {
                ClusterSeries cluster = catalog.find(refs[row]);
                refs[row++] = cluster == null ? -1 : cluster.ref(id);
                id++;
            }
        }
    }

    private long[] decodeRuns(int count) {
        long[] column = new long[count];
        int row = 0;
        long value = 0;
        while (row < count) {
            value += in.readZigzag();
            int to = row + runLength(count - row);
            while (row < to) {
                column[row++] = value;
            }
        }
        return column;
    }

    private int runLength(int left) {
        int length = in.readCount(left);
        if (length == 0) {
            throw new CorruptDataException("a run of no rows");
        }
        return length;
    }

    private long[] decodeValues(int count, int kinds) {
        long[] values = new long[count];
        int forms = in.skip((count + 1) / 2);
        for (int row = 0; row < count; row++) {
            int form = in.bytes()[forms + (row >>> 1)] >>> ((row & 1) << 2) & 15;
            int length = form < 8 ? form : form - 7;
            long payload = load(in.skip(length), length);
            if (form >= 8) {
                values[row] = payload << 8 * (8 - length);
            } else {
                long whole = payload >>> 1 ^ -(payload & 1);
                values[row] = kinds >= 0 && isSet(kinds, row) ? whole : Double.doubleToRawLongBits((double) whole);
            }
        }
        return values;
    }

    private long load(int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | in.bytes()[at + i] & 0xff;
        }
        return value;
    }
}
