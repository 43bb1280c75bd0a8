package dev.tributary.queryapi.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A sink that keeps what it gets. */
public final class Collected implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pieces;

    /** What a body writes, as text. */
    public static String json(Consumer<JsonWriter> body) {
        Collected out = new Collected();
        JsonWriter json = new JsonWriter(out, 1 << 16);
        body.accept(json);
        json.flush();
        return out.text();
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        pieces++;
        bytes.write(source, offset, length);
    }

    int pieces() {
        return pieces;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
