package dev.tributary.app.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.model.LabelSlices;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Sends rounds of samples of all series, batch after batch, over several connections. Rounds are 15 s apart and start in the
 * past, so that a server may take them faster than time passes; the load ends when they reach the present. Safe for several
 * threads, each of which is one connection.
 */
final class IngestLoad {
    static final long STEP_MILLIS = 15_000;
    private static final int KEPT_MAX = 150_000;

    private final BenchTarget target;
    private final HttpClient client;
    private final FleetSeries fleet;
    private final IngestShape shape;
    private final long startMillis;
    private final long started = System.nanoTime();
    /** Labels made before; only as many as take some 100 MiB. */
    private final AtomicReferenceArray<@Nullable LabelSlices> kept;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final Outcome outcome = new Outcome();
    private volatile boolean stopped;

    IngestLoad(BenchTarget target, HttpClient client, FleetSeries fleet, IngestShape shape, Duration history) {
        this.target = target;
        this.client = client;
        this.fleet = fleet;
        this.shape = shape;
        kept = new AtomicReferenceArray<>(Math.min(shape.series(), KEPT_MAX));
        startMillis = System.currentTimeMillis() - history.toMillis();
    }

    Outcome outcome() {
        return outcome;
    }

    /** Samples acknowledged. */
    long samples() {
        return samples.get();
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    void stop() {
        stopped = true;
    }

    /** Sends until stopped or out of time; one call is one connection. */
    void run() {
        RemoteWriteWriter writer = new RemoteWriteWriter(shape.version());
        LabelSlices spare = new LabelSlices();
        int batches = (shape.series() + shape.batch() - 1) / shape.batch();
        while (!stopped) {
            long number = next.getAndIncrement();
            long round = number / batches;
            long time = startMillis + round * STEP_MILLIS;
            if (time > System.currentTimeMillis()) {
                return;
            }
            int from = (int) (number % batches) * shape.batch();
            int to = Math.min(shape.series(), from + shape.batch());
            writer.reset();
            for (int series = from; series < to; series++) {
                writer.series(labels(series, spare));
                // Not all of a round at once: each target is scraped at its own moment.
                writer.sample(time + series / FleetSeries.METRICS % 100 * 100L, FleetSeries.value(series, round), 0);
            }
            waitForTurn(number);
            send(SnappyBlock.compress(writer.toMessage()), to - from);
        }
    }

    /** The labels of a series, in the spare unless they are kept. */
    private LabelSlices labels(int series, LabelSlices spare) {
        if (series >= kept.length()) {
            fleet.labels(series, spare);
            return spare;
        }
        LabelSlices known = kept.get(series);
        if (known == null) {
            known = new LabelSlices();
            fleet.labels(series, known);
            kept.set(series, known);
        }
        return known;
    }

    private void waitForTurn(long number) {
        if (shape.samplesPerSecond() > 0) {
            long due = started + (long) (number * shape.batch() * 1e9 / shape.samplesPerSecond());
            for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, 100_000_000));
            }
        }
    }

    private void send(byte[] body, int count) {
        boolean v2 = shape.version() == RemoteWriteVersion.V2;
        long sent = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(target.request("/api/v1/write")
                    .header("Content-Encoding", "snappy")
                    .header("Content-Type", v2
                            ? "application/x-protobuf;proto=io.prometheus.write.v2.Request"
                            : "application/x-protobuf")
                    .header("X-Prometheus-Remote-Write-Version", v2 ? "2.0.0" : "0.1.0")
                    .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                outcome.done(System.nanoTime() - sent);
                samples.addAndGet(count);
            } else {
                outcome.failed(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            outcome.failed(e.toString());
            LockSupport.parkNanos(100_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
