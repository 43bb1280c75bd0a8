package dev.tributary.aggregator.storage.logs.deletion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;

/**
 * A request to delete what was stored when it was made. What is written afterwards into the same range is not touched.
 *
 * <pre>
 * key   := id:u32-be
 * value := version:u8=2 created:zigzag status:u8 min:zigzag max:zigzag lastFlush:varint count:varint matcher*count
 *            length:varint stages                                    in version 1 there are no stages
 * matcher := type:u8 length:varint name length:varint value          0 =, 1 !=, 2 =~, 3 !~
 * status  := 0 received, 1 processed
 * </pre>
 *
 * @param id            names the request
 * @param createdMillis when it was made
 * @param matchers      all must hold for a stream's labels, the cluster among them
 * @param minNanos      first instant, inclusive
 * @param maxNanos      last instant, inclusive
 * @param stages        what of the query follows the stream selector: the lines that go; empty for all
 * @param lastFlush     number of the last flush, or generation in memory, whose entries are hidden
 */
public record LogDeletion(int id, long createdMillis, Status status, List<Matcher> matchers, String stages,
        long minNanos, long maxNanos, long lastFlush) {
    private static final int VERSION = 2;
    private static final int WITHOUT_STAGES = 1;

    /** How far a request has come. */
    public enum Status {
        /** Readers find the entries no more; they still lie on the disk. */
        RECEIVED,
        /** The entries are gone from the disk. */
        PROCESSED
    }

    public LogDeletion {
        matchers = List.copyOf(matchers);
    }

    /** True when it is about lines of the stream. */
    public boolean matches(Labels stream) {
        return matchers.stream().allMatch(matcher -> matcher.matches(stream.get(matcher.name())));
    }

    LogDeletion processed() {
        return new LogDeletion(id, createdMillis, Status.PROCESSED, matchers, stages, minNanos, maxNanos,
                lastFlush);
    }

    static byte[] key(int id) {
        ByteWriter out = new ByteWriter(4);
        out.putIntBig(id);
        return out.toArray();
    }

    byte[] value() {
        ByteWriter out = new ByteWriter(128);
        out.putByte(VERSION);
        out.putZigzag(createdMillis);
        out.putByte(status == Status.PROCESSED ? 1 : 0);
        out.putZigzag(minNanos);
        out.putZigzag(maxNanos);
        out.putVarint(lastFlush);
        out.putVarint(matchers.size());
        for (Matcher matcher : matchers) {
            out.putByte(code(matcher.type()));
            text(matcher.name(), out);
            text(matcher.value(), out);
        }
        text(stages, out);
        return out.toArray();
    }

    private static void text(String text, ByteWriter out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        out.putBytes(bytes);
    }

    /**
     * Reads a stored request.
     *
     * @throws CorruptDataException when the bytes are none
     */
    public static LogDeletion read(ByteReader key, ByteReader value) {
        int id = key.readIntBig();
        key.requireEnd();
        int version = value.readByte();
        if (version != VERSION && version != WITHOUT_STAGES) {
            throw new CorruptDataException("a deletion of version " + version);
        }
        long created = value.readZigzag();
        Status status = value.readByte() == 1 ? Status.PROCESSED : Status.RECEIVED;
        long min = value.readZigzag();
        long max = value.readZigzag();
        long lastFlush = value.readVarint();
        List<Matcher> matchers = new ArrayList<>();
        for (int left = value.readCount(value.remaining()); left > 0; left--) {
            MatchType type = type(value.readByte());
            String name = text(value);
            matchers.add(Matcher.of(name, type, text(value)));
        }
        String stages = version == WITHOUT_STAGES ? "" : text(value);
        value.requireEnd();
        return new LogDeletion(id, created, status, matchers, stages, min, max, lastFlush);
    }

    private static int code(MatchType type) {
        return switch (type) {
            case EQUAL -> 0;
            case NOT_EQUAL -> 1;
            case REGEX -> 2;
            case NOT_REGEX -> 3;
        };
    }

    private static MatchType type(int code) {
        return switch (code) {
            case 0 -> MatchType.EQUAL;
            case 1 -> MatchType.NOT_EQUAL;
            case 2 -> MatchType.REGEX;
            case 3 -> MatchType.NOT_REGEX;
            default -> throw new CorruptDataException("a deletion has a matcher of kind " + code);
        };
    }

    private static String text(ByteReader in) {
        int length = in.readCount(in.remaining());
        return new String(in.bytes(), in.skip(length), length, StandardCharsets.UTF_8);
    }
}
