package dev.tributary.app.bench;

import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/**
 * What is sent.
 *
 * @param series           series of the whole fleet
 * @param batch            samples of one request
 * @param samplesPerSecond most samples a second, 0 for as many as the server takes
 * @param version          protocol
 */
record IngestShape(int series, int batch, long samplesPerSecond, RemoteWriteVersion version) {
    IngestShape {
        if (series < 1 || batch < 1 || batch > 100_000 || samplesPerSecond < 0) {
            throw new IllegalArgumentException("--series and --batch must be at least 1, --batch at most 100000,"
                    + " --rate not negative");
        }
    }
}
