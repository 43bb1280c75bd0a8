package dev.tributary.collector.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchFacts;
import dev.tributary.collector.batch.BatchKind;

/**
 * One batch on disk. Numbers are big endian.
 *
 * <pre>
 * segment := magic:"TRIBSPL1" record*
 * record  := length:u32 crc:u32 body          length and CRC32C are those of the body
 * body    := kind:u8 created:i64 oldest:i64 newest:i64 series:u32 samples:u32 histograms:u32 exemplars:u32 message
 * </pre>
 *
 * Kind 1 is a remote-write 2.0 message in a snappy block, kind 2 a push request of Loki in a snappy block, whose streams are
 * counted as series and whose lines as samples. Times are Unix milliseconds.
 */
public final class RecordFormat {
    /** Starts every segment; the last character is the format's version. */
    static final byte[] MAGIC = {'T', 'R', 'I', 'B', 'S', 'P', 'L', '1'};

    static final int PREFIX_BYTES = 8;

    static final int FACTS_BYTES = 1 + 3 * 8 + 4 * 4;

    /** No batch comes near this; a length beyond it is damage. */
    static final int BODY_BYTES_MAX = 128 << 20;

    private static final byte KIND_REMOTE_WRITE_2 = 1;
    private static final byte KIND_LOKI_PUSH = 2;

    private RecordFormat() {
    }

    /** Bytes that a batch takes on disk. */
    static long recordBytes(Batch batch) {
        return PREFIX_BYTES + FACTS_BYTES + (long) batch.message().length;
    }

    /** The whole record, ready to be written. */
    public static ByteBuffer encode(Batch batch) {
        int bodyBytes = FACTS_BYTES + batch.message().length;
        BatchFacts facts = batch.facts();
        ByteBuffer out = ByteBuffer.allocate(PREFIX_BYTES + bodyBytes).putInt(bodyBytes).putInt(0)
                .put(kindOf(batch)).putLong(facts.createdMillis()).putLong(facts.oldestMillis())
                .putLong(facts.newestMillis()).putInt(facts.series()).putInt(facts.samples())
                .putInt(facts.histograms()).putInt(facts.exemplars()).put(batch.message());
        out.putInt(4, checksum(out.array(), PREFIX_BYTES, bodyBytes));
        return out.flip();
    }

    private static byte kindOf(Batch batch) {
        return switch (batch.kind()) {
            case METRICS -> KIND_REMOTE_WRITE_2;
            case LOGS -> KIND_LOKI_PUSH;
        };
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** True when a length can be that of a body. */
    static boolean isPossibleLength(int bodyBytes) {
        return bodyBytes >= FACTS_BYTES && bodyBytes <= BODY_BYTES_MAX;
    }

    /**
     * A body whose checksum was right.
     *
     * @throws DamagedRecordException when it is of a kind this version does not know
     */
    static Batch decode(byte[] body) throws DamagedRecordException {
        BatchFacts facts = decodeFacts(ByteBuffer.wrap(body));
        byte[] message = new byte[body.length - FACTS_BYTES];
        System.arraycopy(body, FACTS_BYTES, message, 0, message.length);
        return new Batch(body[0] == KIND_LOKI_PUSH ? BatchKind.LOGS : BatchKind.METRICS, facts, message);
    }

    /** The facts in front of a message. */
    static BatchFacts decodeFacts(ByteBuffer in) throws DamagedRecordException {
        byte kind = in.get();
        if (kind != KIND_REMOTE_WRITE_2 && kind != KIND_LOKI_PUSH) {
            throw new DamagedRecordException("record of unknown kind " + kind);
        }
        try {
            return new BatchFacts(in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getInt(),
                    in.getInt());
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The batch in a file's bytes that hold exactly one record.
     *
     * @throws DamagedRecordException when they hold anything else
     */
    public static Batch decodeRecord(byte[] record) throws DamagedRecordException {
        ByteBuffer in = ByteBuffer.wrap(record);
        if (record.length < PREFIX_BYTES + FACTS_BYTES || in.getInt(0) != record.length - PREFIX_BYTES) {
            throw new DamagedRecordException("record of " + record.length + " bytes is not whole");
        }
        if (in.getInt(4) != checksum(record, PREFIX_BYTES, record.length - PREFIX_BYTES)) {
            throw new DamagedRecordException("record of " + record.length + " bytes has a wrong checksum");
        }
        byte[] body = new byte[record.length - PREFIX_BYTES];
        System.arraycopy(record, PREFIX_BYTES, body, 0, body.length);
        return decode(body);
    }
}
