package dev.tributary.collector.lines;

import java.util.Map;

/** Takes the lines that a parser finds. */
interface LineTarget {
    /** A line; what is not its last part goes on with the next one of the stream. */
    void line(String stream, long time, byte[] bytes, int from, int to, long start, boolean last);

    /** A line of a journal with the other fields of its entry. */
    void journal(long time, byte[] line, Map<String, String> fields, long start);

    /** A line that brings no time. */
    void unstamped(byte[] bytes, int from, int to, long start);

    /** A record that is not of the format. */
    void unparsed(byte[] bytes, int from, int to, long start);
}
