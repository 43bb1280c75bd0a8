package dev.tributary.collector.files;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of one file by their offset, before any compression. Owned by one thread. */
interface Content extends Closeable {
    /** Reads some bytes at an offset; -1 at the end of what there is now. */
    int read(long offset, byte[] into, int at, int length) throws IOException;

    /** How many bytes there are now, or {@link Long#MAX_VALUE} when that is not known before they are read. */
    long size() throws IOException;
}
