package dev.tributary.queryapi.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import dev.tributary.queryapi.json.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Compresses a body on the writer's thread when the client takes that and it is worth it, which the first piece tells: a
 * body that is short comes in one piece.
 */
final class EncodingSink implements ByteSink, AutoCloseable {
    /** Below this a compressed body saves no packet. */
    private static final int WORTHWHILE_BYTES = 1024;

    private final ByteSink next;
    private final BodyEncoding accepted;
    private final Runnable onEncoding;
    private boolean begun;
    private @Nullable OutputStream encoder;

    /**
     * A sink before another.
     *
     * @param onEncoding runs before the first byte when the body is going to be compressed
     */
    EncodingSink(ByteSink next, BodyEncoding accepted, Runnable onEncoding) {
        this.next = next;
        this.accepted = accepted;
        this.onEncoding = onEncoding;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!begun) {
            begun = true;
            if (accepted != BodyEncoding.IDENTITY && length >= WORTHWHILE_BYTES) {
                onEncoding.run();
                encoder = accepted.into(next);
            }
        }
        if (encoder == null) {
            next.write(bytes, offset, length);
            return;
        }
        try {
            encoder.write(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() {
        if (encoder == null) {
            next.flush();
        }
    }

    /** Writes the end of a compressed body. */
    @Override
    public void close() {
        if (encoder != null) {
            try {
                encoder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
