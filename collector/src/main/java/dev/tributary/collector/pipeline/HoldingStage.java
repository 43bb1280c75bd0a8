package dev.tributary.collector.pipeline;

/** A stage that keeps entries back until others have come. */
interface HoldingStage {
    /** Where in the file the oldest entry begins that is kept back; {@link Long#MAX_VALUE} for none. */
    long heldFrom();

    /** True when what is kept back has waited long enough. */
    boolean isDue(long nowNanos);

    /** Passes on what is kept back. */
    void flush();
}
