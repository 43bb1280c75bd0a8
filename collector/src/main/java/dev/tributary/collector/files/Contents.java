package dev.tributary.collector.files;

import java.io.IOException;
import java.nio.file.Path;

/** Opens files as what they are. */
final class Contents {
    private Contents() {
    }

    static Content open(Path path, boolean compressed) throws IOException {
        return compressed ? new GzipContent(path) : new PlainContent(path);
    }

    /** Reads until the length is there or the content ends; gives how many bytes were read. */
    static int readFully(Content content, long offset, byte[] into, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = content.read(offset + done, into, done, length - done);
            if (read <= 0) {
                break;
            }
            done += read;
        }
        return done;
    }
}
