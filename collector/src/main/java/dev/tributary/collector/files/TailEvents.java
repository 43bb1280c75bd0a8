package dev.tributary.collector.files;

/** What happens to the files of a log, for whoever counts. */
public interface TailEvents {
    /** A file was read to its end and the next one begun. */
    void rotated();

    /** A file became shorter, or was written anew in place. */
    void truncated();

    /** The file in hand was removed before it was read to its end, or is damaged. */
    void lost(String reason);

    /** Bytes were read, before any decompression. */
    void read(long bytes);
}
