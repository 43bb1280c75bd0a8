package dev.tributary.aggregator.storage.logs.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;

/** Entries as a table, and entries that look like those of programs. */
final class Lines implements LineTable {
    private final List<LogEntry> entries;

    Lines(List<LogEntry> entries) {
        this.entries = entries;
    }

    /** Entries in order of time, some at one time. */
    static List<LogEntry> random(Random random, int count) {
        List<LogEntry> entries = new ArrayList<>();
        long unit = BlockWriter.UNITS[random.nextInt(BlockWriter.UNITS.length)];
        long time = random.nextInt(1000) * 1_000_000_000L - 1_000L;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3000) * unit;
            entries.add(new LogEntry(time, line(random), metadata(random)));
        }
        return entries;
    }

    static String line(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "level=info msg=\"request done\" id=" + Long.toHexString(random.nextLong());
            case 2 -> "{\"user\":\"caf\u00e9 \uD83D\uDE00\",\"n\":" + random.nextInt() + "}";
            case 3 -> "x".repeat(random.nextInt(300));
            default -> "10.0.0." + random.nextInt(256) + " GET /a/b " + random.nextInt(600);
        };
    }

    private static Labels metadata(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Labels.EMPTY;
            case 1 -> Labels.of("trace_id", Long.toHexString(random.nextLong()));
            default -> Labels.of("detected_level", random.nextBoolean() ? "info" : "error");
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] set(int index) {
        LabelSlices slices = new LabelSlices();
        slices.set(entries.get(index).metadata());
        ByteWriter out = new ByteWriter(64);
        MetadataSet.write(slices, out);
        return out.toArray();
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public long timeNanos(int index) {
        return entries.get(index).timestampNanos();
    }

    @Override
    public int lineBytes(int index) {
        return lineArray(index).length;
    }

    @Override
    public byte[] lineArray(int index) {
        return utf8(entries.get(index).line());
    }

    @Override
    public int lineOffset(int index) {
        return 0;
    }

    @Override
    public Labels metadata(int index) {
        return entries.get(index).metadata();
    }

    @Override
    public byte[] metadataArray(int index) {
        return set(index);
    }

    @Override
    public int metadataOffset(int index) {
        return 0;
    }

    @Override
    public int metadataBytes(int index) {
        return set(index).length;
    }
}
