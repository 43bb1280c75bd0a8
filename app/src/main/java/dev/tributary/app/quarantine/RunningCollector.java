package dev.tributary.app.quarantine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.collector.ship.QuarantineEntry;

/** A collector that runs, asked over HTTP. */
final class RunningCollector implements QuarantineAccess {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/quarantine";

    private final URI collector;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    private record Done(String destination, List<String> batches) {
    }

    RunningCollector(URI collector) {
        this.collector = collector;
    }

    @Override
    public Map<String, List<QuarantineEntry>> list() {
        return read(ask("GET", ""), new TypeReference<Map<String, List<QuarantineEntry>>>() {
        });
    }

    @Override
    public List<String> replay(String destination, String id) {
        return done(ask("POST", "/" + encoded(destination) + "/" + encoded(id) + "/replay"));
    }

    @Override
    public List<String> drop(String destination, String id) {
        return done(ask("DELETE", "/" + encoded(destination) + "/" + encoded(id)));
    }

    private List<String> done(String body) {
        return read(body, new TypeReference<Done>() {
        }).batches();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private String ask(String method, String path) {
        URI uri = URI.create(collector.toString().replaceFirst("/+$", "") + PATH + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).method(method, BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CommandFailure(ExitCode.FAILED,
                        "the collector answered " + response.statusCode() + ": " + response.body().strip());
            }
            return response.body();
        } catch (ConnectException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot reach " + collector
                    + ". Is the collector running? --config works on the files of one that is not.", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "asking " + collector + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private <T> T read(String body, TypeReference<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.FAILED, collector + " is no collector of this version: " + body, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
