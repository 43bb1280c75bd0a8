package dev.tributary.collector.files;

/**
 * Takes the records of a log one after the other and may hold some back (parts of a line, lines of a block). Owned by the
 * thread that reads. Offsets count the bytes of the file in hand.
 */
public interface RecordReader {
    /** A file is read from here on, with what was known when it was read before. */
    void begin(ReadMarks marks, long nowNanos);

    /** The end of the record that begins at {@code from}, behind its terminator; -1 when there is none before {@code limit}. */
    int recordEnd(byte[] bytes, int from, int limit);

    /**
     * A record, its terminator included.
     *
     * @param start    its offset in the file
     * @param chunkEnd offset up to which this reading goes
     * @param whole    false when its end was cut off because it is too long
     */
    void record(byte[] bytes, int from, int to, long start, long chunkEnd, boolean whole);

    /** Hands over what has waited long enough, now that all up to this offset was read. */
    void expire(long nowNanos, long position);

    /** Nothing more comes: hands over all that is held. */
    void finish();

    /** How far it has come. */
    ReadMarks marks(long position);

    /** What was handed over is safe: marks need no longer tell how to do it again. */
    void committed();
}
