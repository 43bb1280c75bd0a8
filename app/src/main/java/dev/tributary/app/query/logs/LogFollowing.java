package dev.tributary.app.query.logs;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient.Form;
import org.jspecify.annotations.Nullable;

/** Prints what a server sends to somebody who follows, until one side ends it. */
final class LogFollowing implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final LogPrinter printer;
    private final StringBuilder message = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String problem = "";

    LogFollowing(Console console, LogPrinter printer) {
        this.console = console;
        this.printer = printer;
    }

    /** Follows; gives the exit code of how it ended. */
    int run(LogsClient client, Form form) throws InterruptedException {
        WebSocket socket = client.follow(form, this);
        try {
            ended.await();
        } finally {
            socket.abort();
        }
        if (!problem.isEmpty()) {
            console.err().println(problem);
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            print(message.toString());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void print(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            printer.print(frame.path("streams"));
            int dropped = frame.path("dropped_entries").size();
            if (dropped > 0) {
                console.err().println("warning: this terminal was too slow, " + dropped + " or more lines are missing");
            }
        } catch (JsonProcessingException e) {
            problem = "the server sent no JSON: " + e.getOriginalMessage();
            ended.countDown();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        if (status != WebSocket.NORMAL_CLOSURE) {
            problem = "the server ended it: " + (reason.isEmpty() ? "status " + status : reason);
        }
        ended.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        problem = "the connection is broken: " + error;
        ended.countDown();
    }
}
