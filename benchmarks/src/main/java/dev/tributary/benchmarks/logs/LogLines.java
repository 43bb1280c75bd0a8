package dev.tributary.benchmarks.logs;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import dev.tributary.model.Labels;

/** Lines as three kinds of programs write them (JSON, logfmt, an access log), the same for one seed. */
final class LogLines {
    private static final String[] WORDS = {"order", "payment", "cart", "session", "stock", "invoice", "shipment",
            "customer", "refund", "basket"};
    private static final String[] VERBS = {"created", "loaded", "updated", "checked", "sent", "expired", "stored"};
    private static final String[] PATHS = {"/api/v1/orders", "/api/v1/cart", "/healthz", "/static/app.js", "/login",
            "/api/v1/search"};

    private final Random random;

    LogLines(long seed) {
        random = new Random(seed);
    }

    static Labels stream(int number) {
        String[] apps = {"shop-json", "billing-logfmt", "edge-nginx"};
        return Labels.of("app", apps[number % apps.length], "namespace", "ns" + number % 4, "pod", "pod-" + number);
    }

    /** The next line of a stream; one in ten thousand names the error that is searched for. */
    byte[] line(int stream, long nanos) {
        String time = java.time.Instant.ofEpochSecond(0, nanos).toString();
        String id = Long.toHexString(random.nextLong());
        int millis = random.nextInt(2000);
        String level = random.nextInt(50) == 0 ? "error" : "info";
        String message = random.nextInt(10_000) == 0
                ? "connection refused by upstream ledger"
                : pick(WORDS) + " " + pick(VERBS) + " for user " + random.nextInt(100_000);
        String line = switch (stream % 3) {
            case 0 -> "{\"ts\":\"" + time + "\",\"level\":\"" + level + "\",\"logger\":\"com.shop." + pick(WORDS)
                    + "Service\",\"trace_id\":\"" + id + "\",\"msg\":\"" + message + "\",\"duration_ms\":" + millis
                    + "}";
            case 1 -> "time=" + time + " level=" + level + " caller=" + pick(WORDS) + ".go:" + random.nextInt(400)
                    + " request_id=" + id + " msg=\"" + message + "\" took=" + millis + "ms";
            default -> "10." + random.nextInt(256) + "." + random.nextInt(256) + ".7 - - [" + time + "] \"GET "
                    + pick(PATHS) + "?q=" + random.nextInt(10_000) + " HTTP/1.1\" "
                    + (level.equals("error") ? 502 : 200)
                    + " " + random.nextInt(50_000) + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\" rt=" + millis + " "
                    + message;
        };
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
