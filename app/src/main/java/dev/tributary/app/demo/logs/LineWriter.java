package dev.tributary.app.demo.logs;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Lines that look like those of web services (JSON) and of other programs (logfmt). */
final class LineWriter {
    private static final List<String> PATHS = List.of("/", "/api/cart", "/api/products", "/api/orders", "/api/search",
            "/login", "/static/app.js");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST");
    private static final List<String> WORK = List.of("batch processed", "cache refreshed", "checkpoint written",
            "connection accepted", "index updated", "queue drained");
    private static final double TYPICAL_MILLIS = 24;

    private final RandomGenerator random;

    LineWriter(RandomGenerator random) {
        this.random = random;
    }

    /** A request that was answered so. */
    LogLine request(Instant time, String code) {
        boolean failed = code.startsWith("5");
        double millis = TYPICAL_MILLIS * Math.exp(0.7 * random.nextGaussian()) * (failed ? 40 : 1);
        String text = String.format(Locale.ROOT,
                "{\"time\":\"%s\",\"level\":\"%s\",\"msg\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"status\":%s,"
                        + "\"duration_ms\":%.1f,\"trace_id\":\"%016x\"}",
                time, failed ? "error" : code.equals("404") ? "warn" : "info",
                failed ? "upstream timed out" : "request served", one(METHODS), one(PATHS), code, millis,
                random.nextLong());
        return new LogLine(time, failed, text);
    }

    /** Something that a program does in passing; a warning now and then, more of them under load. */
    LogLine work(Instant time, double load) {
        boolean slow = random.nextDouble() < 0.02 + 0.1 * Math.max(0, load - 0.7);
        String text = slow
                ? String.format(Locale.ROOT, "ts=%s level=warn msg=\"slow operation\" took=%dms", time,
                        random.nextInt(800, 5000))
                : String.format(Locale.ROOT, "ts=%s level=info msg=\"%s\" items=%d took=%dms", time, one(WORK),
                        random.nextInt(1, 400), random.nextInt(1, 90));
        return new LogLine(time, false, text);
    }

    /** The last words of a process. */
    List<LogLine> crash(Instant time) {
        return List.of(
                new LogLine(time, true, "ts=" + time + " level=error msg=\"fatal: out of memory, exiting\" code=137"),
                new LogLine(time.plusNanos(1000), true, "goroutine 1 [running]:"),
                new LogLine(time.plusNanos(2000), true, "\tmain.run(0x" + Integer.toHexString(random.nextInt()) + ")"));
    }

    /** The first words of a process. */
    LogLine start(Instant time, String image) {
        return new LogLine(time, false, "ts=" + time + " level=info msg=\"starting\" image=" + image);
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
