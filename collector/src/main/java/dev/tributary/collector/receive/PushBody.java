package dev.tributary.collector.receive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.lokipush.LokiPushFormat;
import org.jspecify.annotations.Nullable;

/**
 * How the body of a push is written and packed.
 *
 * @param encoding in lower case, empty for none
 */
record PushBody(LokiPushFormat format, String encoding) {
    /** @throws HttpFailure with status 415 for what is not known */
    static PushBody of(@Nullable String contentType, @Nullable String contentEncoding) {
        LokiPushFormat format;
        try {
            format = LokiPushFormat.of(contentType);
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(415, String.valueOf(e.getMessage()));
        }
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        boolean known = format == LokiPushFormat.PROTOBUF
                ? encoding.isEmpty() || encoding.equals("snappy")
                : encoding.isEmpty() || encoding.equals("identity") || encoding.equals("gzip")
                        || encoding.equals("deflate");
        if (!known) {
            throw new HttpFailure(415, "Content-Encoding \"" + contentEncoding
                    + "\" not supported; supported are snappy for protobuf, and gzip and deflate for JSON");
        }
        return new PushBody(format, encoding);
    }

    /** The body as it was before it was packed. */
    byte[] unpack(byte[] body, int bytesMax) {
        try {
            if (format == LokiPushFormat.PROTOBUF) {
                int length = SnappyBlock.decompressedLength(body, 0, body.length, bytesMax);
                return SnappyBlock.decompress(body, 0, body.length, length);
            }
            return switch (encoding) {
                case "gzip" -> bounded(new GZIPInputStream(new ByteArrayInputStream(body)), bytesMax);
                case "deflate" -> inflate(body, bytesMax);
                default -> body;
            };
        } catch (SnappyException e) {
            throw e.isTooLarge() ? tooLarge(bytesMax) : new HttpFailure(400, String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            throw new HttpFailure(400, "the " + encoding + " stream ends early");
        } catch (IOException e) {
            throw new HttpFailure(400, "damaged " + encoding + " stream: " + e.getMessage());
        }
    }

    /** In zlib's frame as HTTP has it, or bare as some senders have it. */
    private static byte[] inflate(byte[] body, int bytesMax) throws IOException {
        boolean framed = body.length > 1 && (body[0] & 0xf) == 8 && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
        Inflater inflater = new Inflater(!framed);
        try {
            return bounded(new InflaterInputStream(new ByteArrayInputStream(body), inflater), bytesMax);
        } finally {
            inflater.end();
        }
    }

    private static byte[] bounded(InputStream in, int bytesMax) throws IOException {
        byte[] plain = in.readNBytes(bytesMax + 1);
        if (plain.length > bytesMax) {
            throw tooLarge(bytesMax);
        }
        return plain;
    }

    private static HttpFailure tooLarge(int bytesMax) {
        return new HttpFailure(413, "the decompressed size exceeds the limit of " + bytesMax
                + " bytes (decompressed_max); send less at a time");
    }
}
