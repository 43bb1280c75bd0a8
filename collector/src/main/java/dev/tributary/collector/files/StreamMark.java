package dev.tributary.collector.files;

/**
 * How far one stream of a file (stdout, stderr, or the file itself) has come.
 *
 * @param resume    offset of the first byte of the stream that is not handed over
 * @param lastTime  time that the last entry brought, Unix nanoseconds
 * @param lastGiven time that it was given
 */
public record StreamMark(String name, long resume, long lastTime, long lastGiven) {
    /** The same for the next file, of which nothing was read. */
    StreamMark carried() {
        return new StreamMark(name, 0, lastTime, lastGiven);
    }
}
