package dev.tributary.collector.batch;

/** A remote-write 2.0 message in a snappy block, ready to be sent, with its facts. The bytes are shared and never change. */
public final class Batch {
    private final BatchFacts facts;
    private final byte[] message;

    /** Takes the array over; the caller promises not to change it again. */
    public Batch(BatchFacts facts, byte[] message) {
        this.facts = facts;
        this.message = message;
    }

    public BatchFacts facts() {
        return facts;
    }

    /** The compressed message itself, not a copy: not to be written to. */
    public byte[] message() {
        return message;
    }
}
