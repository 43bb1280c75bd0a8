package dev.tributary.queryapi.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tributary.queryapi.testing.ApiFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveNotificationsTest {
    private final ApiFixture api = ApiFixture.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eventsArriveAsTheyHappen() throws IOException, InterruptedException {
        api.notifications.put("first");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(URI.create(api.server().url() + "/api/v1/notifications/live")).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo(":");
                assertThat(lines.readLine()).isEmpty();
                assertThat(lines.readLine()).startsWith("data: {\"text\":\"first\"").endsWith("\"active\":true}");
                assertThat(lines.readLine()).isEmpty();
                api.notifications.remove("first");
                assertThat(lines.readLine()).endsWith("\"active\":false}");
            }
        }
    }

    @Test
    void tooManyListenersAreTurnedAway() {
        List<Runnable> stops = new ArrayList<>();
        for (Optional<Runnable> stop = listen(); stop.isPresent(); stop = listen()) {
            stops.add(stop.get());
        }
        assertThat(stops).hasSize(16);
        assertThat(api.get("/api/v1/notifications/live").status()).isEqualTo(204);
        stops.getFirst().run();
        assertThat(listen()).isPresent();
    }

    private Optional<Runnable> listen() {
        List<Object> heard = new ArrayList<>();
        return api.notifications.listen(heard::add);
    }
}
