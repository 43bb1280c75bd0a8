package dev.tributary.collector.lines;

import dev.tributary.collector.files.StreamMark;

/** Opens the streams of a log. */
public interface LineSource {
    /** A stream that goes on behind the mark; its name is stdout, stderr, or empty for a log that knows none. */
    LineStream stream(StreamMark mark);
}
