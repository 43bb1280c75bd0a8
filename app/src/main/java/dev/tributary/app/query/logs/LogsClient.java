package dev.tributary.app.query.logs;

import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.app.query.PrometheusClient.Form;

/** Asks a server that speaks Loki's API, whose errors are plain text. */
final class LogsClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> BY_CATEGORY = Map.of("X-Loki-Response-Encoding-Flags",
            "categorize-labels");

    private final PrometheusClient client;

    LogsClient(PrometheusClient client) {
        this.client = client;
    }

    /** The field {@code data} of a range query's answer. */
    JsonNode range(Form form) {
        HttpResponse<String> answer = client.get("/loki/api/v1/query_range", form, BY_CATEGORY);
        if (answer.statusCode() != 200) {
            String reason = answer.body().strip();
            throw new CommandFailure(ExitCode.FAILED,
                    reason.isEmpty() ? answer.uri() + " answered " + answer.statusCode() : reason);
        }
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (body.path("status").asText().equals("success")) {
                return body.path("data");
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.FAILED, answer.uri() + " answered no JSON: " + e.getOriginalMessage(), e);
        }
        throw new CommandFailure(ExitCode.FAILED, answer.uri() + " answered, but not as Loki's API does");
    }

    /** Begins to follow; the connection is open when this returns. */
    WebSocket follow(Form form, WebSocket.Listener listener) {
        return client.webSocket("/loki/api/v1/tail", form, BY_CATEGORY, listener);
    }
}
