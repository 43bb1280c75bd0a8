package dev.tributary.app.storage;

import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.app.query.PrometheusClient.Form;

/** Has a running hub do something with its store and waits for the end. */
final class HubWork {
    private static final long PAUSE_MILLIS = 300;
    private static final String OFF = "admin APIs disabled";

    private final PrometheusClient hub;
    private final Console console;

    HubWork(PrometheusClient hub, Console console) {
        this.hub = hub;
        this.console = console;
    }

    /** Asks for something short. */
    void ask(String path, Form form) {
        guarded(() -> hub.post(path, form));
    }

    /** Begins a long work, shows how far it is, and says what came of it. */
    int run(String work) {
        JsonNode status = guarded(() -> hub.post("/api/v1/admin/" + work, new Form()).data());
        try (WorkBar bar = new WorkBar(work, console)) {
            while (status.path("state").asText().equals("running")) {
                bar.at(status.path("doneBytes").asLong(), status.path("totalBytes").asLong());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                status = hub.get("/api/v1/admin/work", new Form()).data();
            }
            bar.at(status.path("doneBytes").asLong(), status.path("totalBytes").asLong());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted; the hub goes on with its " + work, e);
        }
        status.path("problems").forEach(problem -> console.err().println(problem.asText()));
        boolean done = status.path("state").asText().equals("done");
        String line = work + ": " + status.path("result").asText();
        if (done) {
            console.out().println(line);
            return ExitCode.OK;
        }
        throw new CommandFailure(ExitCode.FAILED, line);
    }

    private interface Question<T> {
        T ask();
    }

    private static <T> T guarded(Question<T> question) {
        try {
            return question.ask();
        } catch (CommandFailure e) {
            if (String.valueOf(e.getMessage()).contains(OFF)) {
                throw new CommandFailure(ExitCode.FAILED, "the hub does not let its store be administered over HTTP; "
                        + "set \"admin: {enabled: true}\" in its configuration and restart it", e);
            }
            throw e;
        }
    }
}
