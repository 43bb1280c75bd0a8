package dev.tributary.testkit.kubernetes;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class FakeEventApiTest {
    private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeEventApi api;

    @BeforeEach
    void start() throws Exception {
        api = new FakeEventApi(new Random(1));
    }

    @AfterEach
    void stop() {
        http.close();
        api.close();
    }

    @Test
    void anOpenWatchMissesNothingThatIsForgotten() throws Exception {
        List<String> uids = IntStream.range(0, 200).mapToObj(i -> "event-uid-" + i).toList();
        try (BufferedReader watch = watch(listed())) {
            for (String uid : uids) {
                api.put(EventObjects.modern(uid, "shop", "Pod", "pod", "Pulled", 1, TIME, TIME));
                api.forgetHistory();
            }
            for (String uid : uids) {
                assertThat(json.readTree(watch.readLine()).at("/object/metadata/uid").asText()).isEqualTo(uid);
            }
        }
    }

    @Test
    void aWatchFromWhatIsForgottenIsExpired() throws Exception {
        String before = listed();
        api.put(EventObjects.modern("event-uid", "shop", "Pod", "pod", "Pulled", 1, TIME, TIME));
        api.forgetHistory();
        try (BufferedReader watch = watch(before)) {
            JsonNode answer = json.readTree(watch.readLine());
            // As the answer itself, or as the first item of the watch
            assertThat(answer.has("object") ? answer.at("/object/code").asInt() : answer.path("code").asInt())
                    .isEqualTo(410);
        }
    }

    private String listed() throws Exception {
        HttpResponse<String> list = http.send(request("?limit=1"), HttpResponse.BodyHandlers.ofString());
        return json.readTree(list.body()).at("/metadata/resourceVersion").asText();
    }

    private BufferedReader watch(String version) throws Exception {
        HttpResponse<InputStream> answer = http.send(
                request("?watch=1&timeoutSeconds=30&resourceVersion=" + version),
                HttpResponse.BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpRequest request(String query) {
        return HttpRequest.newBuilder(URI.create(api.url() + "/api/v1/events" + query)).build();
    }
}
