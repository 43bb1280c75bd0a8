package dev.tributary.queryapi.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import dev.tributary.queryapi.json.ByteSink;

/** How a body is compressed, chosen by the first name in {@code Accept-Encoding} that is known, as Prometheus does. */
enum BodyEncoding {
    IDENTITY("identity"), GZIP("gzip"), DEFLATE("deflate");

    /** The fastest level: answers are made once, and repeated label names compress well at any level. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private static final int BUFFER_BYTES = 32 * 1024;

    private final String token;

    BodyEncoding(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    static BodyEncoding accepted(String acceptEncoding) {
        for (String item : acceptEncoding.split(",", -1)) {
            String name = item.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
            boolean refused = item.replace(" ", "").matches(".*;q=0(\\.0*)?");
            if (name.equals(GZIP.token) && !refused) {
                return GZIP;
            }
            if (name.equals(DEFLATE.token) && !refused) {
                return DEFLATE;
            }
        }
        return IDENTITY;
    }

    /** A stream that compresses into the sink; closing it writes the end. Not for {@code IDENTITY}. */
    OutputStream into(ByteSink sink) {
        OutputStream out = new SinkStream(sink);
        return switch (this) {
            case IDENTITY -> out;
            case GZIP -> gzip(out);
            case DEFLATE -> new FastDeflate(out);
        };
    }

    private static OutputStream gzip(OutputStream out) {
        try {
            return new FastGzip(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(LEVEL);
        }
    }

    private static final class FastDeflate extends DeflaterOutputStream {
        FastDeflate(OutputStream out) {
            super(out, new Deflater(LEVEL), BUFFER_BYTES);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
            }
        }
    }

    private static final class SinkStream extends OutputStream {
        private final ByteSink sink;

        SinkStream(ByteSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) {
            sink.write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            sink.write(bytes, offset, length);
        }
    }
}
