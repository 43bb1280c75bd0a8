package dev.tributary.benchmarks.logs;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.tributary.model.LabelSlices;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.lokipush.LokiPushWriter;

/**
 * Sends a day of lines by Loki's push and asks LogQL for them over HTTP: the same for a hub and a Loki. Arguments: address,
 * {@code load} or {@code query}, Unix second at which the day starts, MiB of lines. The environment variable
 * {@code PUSH_TOKEN} holds what a hub asks of senders.
 */
public final class PushedSearchBench {
    private static final long DAY_SECONDS = 86_400;
    private static final int STREAMS = 30;
    private static final int BATCH_LINES = 5_000;
    private static final int REPEATS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final long startSecond;

    private PushedSearchBench(String address, long startSecond) {
        this.address = address;
        this.startSecond = startSecond;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PushedSearchBench bench = new PushedSearchBench(arguments[0], Long.parseLong(arguments[2]));
        if (arguments[1].equals("load")) {
            bench.load(Long.parseLong(arguments[3]) << 20);
        } else {
            bench.query();
        }
    }

    private void load(long bytesMax) throws IOException, InterruptedException {
        LogLines lines = new LogLines(42);
        LabelSlices labels = new LabelSlices();
        LabelSlices none = new LabelSlices();
        long step = DAY_SECONDS * 1_000_000_000L / (bytesMax / 150);
        long nanos = startSecond * 1_000_000_000L;
        long bytes = 0;
        long before = System.nanoTime();
        for (int batch = 0; bytes < bytesMax; batch++) {
            LokiPushWriter writer = new LokiPushWriter();
            labels.set(LogLines.stream(batch % STREAMS));
            writer.stream(labels);
            for (int i = 0; i < BATCH_LINES; i++) {
                byte[] line = lines.line(batch % STREAMS, nanos);
                writer.entry(nanos, line, 0, line.length, none);
                bytes += line.length;
                nanos += step;
            }
            push(SnappyBlock.compress(writer.toMessage()));
        }
        System.out.printf(Locale.ROOT, "sent %.0f MB of lines in %.1f s%n", bytes / 1e6,
                (System.nanoTime() - before) / 1e9);
    }

    private void push(byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/loki/api/v1/push"))
                .header("Content-Type", "application/x-protobuf").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String token = System.getenv("PUSH_TOKEN");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpRequest built = request.build();
        HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
        while (response.statusCode() == 429 || response.statusCode() == 503) {
            Thread.sleep(100);
            response = http.send(built, HttpResponse.BodyHandlers.ofString());
        }
        if (response.statusCode() != 204) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
    }

    private void query() throws IOException, InterruptedException {
        String all = "{app=~\".+\"}";
        for (String word : new String[]{"4cb7d20c35a5b2f1", "connection refused by upstream", "ledger", "error"}) {
            instant("sum(count_over_time(" + all + " |= \"" + word + "\" [24h]))");
        }
        instant("sum by (app) (rate(" + all + "[24h]))");
        range("sum by (app) (rate(" + all + "[5m]))");
        range("sum by (app) (count_over_time(" + all + " |= \"error\" [5m]))");
        range(all + " |= \"4cb7d20c35a5b2f1\"");
        range(all + " |= \"connection refused by upstream\"");
        range(all + " |= \"error\"");
    }

    private void instant(String query) throws IOException, InterruptedException {
        ask("query?time=" + (startSecond + DAY_SECONDS), query);
    }

    private void range(String query) throws IOException, InterruptedException {
        ask("query_range?step=300&limit=100&start=" + startSecond + "&end=" + (startSecond + DAY_SECONDS), query);
    }

    private void ask(String path, String query) throws IOException, InterruptedException {
        URI uri = URI.create(address + "/loki/api/v1/" + path + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        long best = Long.MAX_VALUE;
        String body = "";
        for (int i = 0; i < REPEATS; i++) {
            long before = System.nanoTime();
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofString());
            best = Math.min(best, System.nanoTime() - before);
            body = response.statusCode() + " " + response.body();
        }
        int stats = body.indexOf("\"stats\"");
        String result = stats < 0 ? body : body.substring(0, stats);
        System.out.printf(Locale.ROOT, "%8.0f ms  %s%n             %s%n", best / 1e6, query,
                result.substring(0, Math.min(result.length(), 220)));
    }
}
