package dev.tributary.collector.lines;

/** What becomes of lines, for whoever counts. */
public interface LineEvents {
    /** A part of a line was joined with others. */
    void partial();

    /** A line was cut at the size limit. */
    void cut();

    /** A line was dropped because it is beyond the size limit. */
    void tooLong();

    /** A line was not of the expected format; it is kept as it is. */
    void unparsed();

    /** Bytes that are no UTF-8 were replaced. */
    void repaired();
}
