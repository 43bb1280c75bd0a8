package dev.tributary.collector.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that may grow while it is read; stays readable when it is renamed or removed. */
final class PlainContent implements Content {
    private final FileChannel channel;

    PlainContent(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public int read(long offset, byte[] into, int at, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, at, length), offset);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
