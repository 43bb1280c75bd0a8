package dev.tributary.app.storage;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/** Sends batches one after the other, waits where the receiver is busy, and counts what became of them. */
final class ImportSender {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final Pattern REFUSED = Pattern.compile("refused (\\d+) of \\d+ samples");

    private final PrometheusClient receiver;
    private final Console console;
    private long stored;
    private long refused;

    ImportSender(PrometheusClient receiver, Console console) {
        this.receiver = receiver;
        this.console = console;
    }

    long stored() {
        return stored;
    }

    long refused() {
        return refused;
    }

    /** Sends a message of so many samples; where says which lines it came from. */
    void send(byte[] message, int samples, String where) {
        byte[] body = SnappyBlock.compress(message);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = receiver.post("/api/v1/write", Map.of("Content-Type",
                    RemoteWriteVersion.V2.contentType(), "Content-Encoding", "snappy",
                    "X-Prometheus-Remote-Write-Version", RemoteWriteVersion.V2.header()), body);
            int status = answer.statusCode();
            if (status / 100 == 2) {
                stored += samples;
                return;
            }
            boolean busy = status == 429 || status >= 500;
            if (!busy) {
                refuse(status, answer.body().strip(), samples, where);
                return;
            }
            Duration wait = retryAfter(answer);
            if (System.nanoTime() + wait.toNanos() > deadline) {
                throw new CommandFailure(ExitCode.FAILED, where + ": the receiver takes nothing (" + status + "): "
                        + answer.body().strip());
            }
            pause(wait);
        }
    }

    /** Part of a batch may be refused; the others are stored then. */
    private void refuse(int status, String text, int samples, String where) {
        Matcher part = REFUSED.matcher(text);
        if (status != 400 || !part.find()) {
            throw new CommandFailure(ExitCode.FAILED, where + ": the receiver refuses it (" + status + "): " + text);
        }
        long count = Math.min(samples, Long.parseLong(part.group(1)));
        refused += count;
        stored += samples - count;
        console.err().println(where + ": " + text);
    }

    private static Duration retryAfter(HttpResponse<String> answer) {
        long seconds = answer.headers().firstValue("Retry-After").filter(text -> text.matches("[0-9]{1,6}"))
                .map(Long::parseLong).orElse(PAUSE.toSeconds());
        return Duration.ofSeconds(Math.clamp(seconds, PAUSE.toSeconds(), PAUSE_MAX.toSeconds()));
    }

    private static void pause(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }
}
