package dev.tributary.collector.batch;

/** A message in a snappy block, ready to be sent, with its facts. The bytes are shared and never change. */
public final class Batch {
    private final BatchKind kind;
    private final BatchFacts facts;
    private final byte[] message;

    /** Takes the array over; the caller promises not to change it again. */
    public Batch(BatchKind kind, BatchFacts facts, byte[] message) {
        this.kind = kind;
        this.facts = facts;
        this.message = message;
    }

    public BatchKind kind() {
        return kind;
    }

    public BatchFacts facts() {
        return facts;
    }

    /** The compressed message itself, not a copy: not to be written to. */
    public byte[] message() {
        return message;
    }
}
