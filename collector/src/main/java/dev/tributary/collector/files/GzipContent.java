package dev.tributary.collector.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A compressed file, read forward; an offset behind the last one read makes it begin again. */
final class GzipContent implements Content {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private InputStream in;
    private long at;

    GzipContent(Path path) throws IOException {
        this.path = path;
        in = open(path);
    }

    /** What the file says it holds, by its last four bytes: the length modulo 4 GiB. */
    static long length(Path path) throws IOException {
        byte[] last = new byte[Integer.BYTES];
        try (Content raw = new PlainContent(path)) {
            Contents.readFully(raw, Math.max(0, raw.size() - last.length), last, last.length);
        }
        return ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffff_ffffL;
    }

    private static InputStream open(Path path) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        try {
            return new GZIPInputStream(file, BUFFER_BYTES);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public int read(long offset, byte[] into, int start, int length) throws IOException {
        if (offset < at) {
            in.close();
            in = open(path);
            at = 0;
        }
        if (offset > at) {
            try {
                in.skipNBytes(offset - at);
            } catch (java.io.EOFException e) {
                return -1;
            }
            at = offset;
        }
        int read = in.read(into, start, length);
        at += Math.max(0, read);
        return read;
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
