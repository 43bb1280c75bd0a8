package dev.tributary.wire;

import java.io.IOException;
import java.io.InputStream;

/** Committed bytes of the tests. */
public final class Fixtures {
    private Fixtures() {
    }

    /** The bytes of a file under the test resources. */
    public static byte[] bytes(String path) throws IOException {
        try (InputStream in = Fixtures.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IOException("no test resource " + path);
            }
            return in.readAllBytes();
        }
    }
}
