package dev.tributary.aggregator.storage.logs.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.block.MetadataSet;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.model.Labels;

/** Records of one stream, read into memory. */
final class RecordTable implements LineTable {
    private static final class Row {
        private final long nanos;
        private final byte[] bytes;
        private final int set;
        private final int setLength;
        private final int line;

        Row(long nanos, byte[] bytes, int set, int setLength, int line) {
            this.nanos = nanos;
            this.bytes = bytes;
            this.set = set;
            this.setLength = setLength;
            this.line = line;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    /** The generation that a record came with. */
    static long flushOf(byte[] value, int length) {
        ByteReader in = new ByteReader();
        in.reset(value, 0, length);
        RecordKeys.requireVersion(in);
        return in.readVarint();
    }

    static RecordTable of(long nanos, byte[] value, int length) {
        RecordTable table = new RecordTable();
        table.add(nanos, value, length);
        return table;
    }

    void add(long nanos, byte[] value, int length) {
        byte[] own = Arrays.copyOf(value, length);
        ByteReader in = new ByteReader(own);
        RecordKeys.requireVersion(in);
        in.readVarint();
        int setLength = in.readCount(in.remaining());
        int set = in.skip(setLength);
        rows.add(new Row(nanos, own, set, setLength, in.position()));
    }

    void removeLast() {
        rows.removeLast();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public long timeNanos(int index) {
        return rows.get(index).nanos;
    }

    @Override
    public int lineBytes(int index) {
        return rows.get(index).bytes.length - rows.get(index).line;
    }

    @Override
    public byte[] lineArray(int index) {
        return rows.get(index).bytes;
    }

    @Override
    public int lineOffset(int index) {
        return rows.get(index).line;
    }

    @Override
    public Labels metadata(int index) {
        Row row = rows.get(index);
        return MetadataSet.read(row.bytes, row.set, row.setLength);
    }

    @Override
    public byte[] metadataArray(int index) {
        return rows.get(index).bytes;
    }

    @Override
    public int metadataOffset(int index) {
        return rows.get(index).set;
    }

    @Override
    public int metadataBytes(int index) {
        return rows.get(index).setLength;
    }
}
