package dev.tributary.collector.lines;

/** Takes the records of one format apart. */
interface RecordParser {
    /** The end of the record that begins here, behind its terminator; -1 when there is none before the limit. */
    default int recordEnd(byte[] bytes, int from, int limit) {
        return Newlines.after(bytes, from, limit);
    }

    /** Tells the lines of one record. */
    void parse(LineTarget target, byte[] bytes, int from, int to, long start);
}
