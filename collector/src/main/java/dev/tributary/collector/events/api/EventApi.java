package dev.tributary.collector.events.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.collector.apiserver.ApiFailure;
import dev.tributary.collector.apiserver.ApiRequests;
import dev.tributary.collector.apiserver.ApiStream;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/**
 * The events of a cluster as core/v1 serves them. The same objects stand under events.k8s.io: reading both would see each
 * twice. Safe for several threads.
 */
public final class EventApi implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String METADATA_ONLY = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    private final ApiRequests requests;
    private final ObjectMapper json = new ObjectMapper();

    /** Takes the client over. */
    public EventApi(KubernetesClient client) {
        requests = new ApiRequests(client);
    }

    /**
     * A page of a list, as the API has it now.
     *
     * @param limit items, 0 for all in one page
     * @param next  token of the page, empty for the first
     */
    public EventPage list(EventScope scope, int limit, String next) throws IOException {
        Map<String, String> query = query(scope);
        if (limit > 0) {
            query.put("limit", Integer.toString(limit));
        }
        if (!next.isEmpty()) {
            query.put("continue", next);
        }
        JsonNode list = requests.get(path(scope), query, JSON);
        JsonNode items = list.path("items");
        if (!items.isArray() && !items.isNull() && !items.isMissingNode()) {
            throw new IOException("the API answered a list of events with something else");
        }
        List<JsonNode> events = new ArrayList<>();
        items.forEach(events::add);
        JsonNode metadata = list.path("metadata");
        return new EventPage(events, metadata.path("resourceVersion").asText(""),
                metadata.path("continue").asText(""));
    }

    /** Opens a watch from a version on, which the server ends after the given time. */
    public WatchStream watch(EventScope scope, String resourceVersion, Duration lasting) throws IOException {
        Map<String, String> query = query(scope);
        query.put("watch", "1");
        query.put("resourceVersion", resourceVersion);
        query.put("allowWatchBookmarks", "true");
        query.put("timeoutSeconds", Long.toString(Math.max(1, lasting.toSeconds())));
        ApiStream stream = requests.open(path(scope), query, JSON);
        try {
            return new WatchStream(stream.body(ApiRequests.TIMEOUT.multipliedBy(2)), stream,
                    json.readerFor(JsonNode.class));
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** The metadata of any object by its path below the server, or null when there is none. */
    public @Nullable JsonNode metadata(String path) throws IOException {
        try {
            return requests.get(path, Map.of(), METADATA_ONLY).path("metadata");
        } catch (ApiFailure e) {
            if (e.code() == 404) {
                return null;
            }
            throw e;
        }
    }

    private static String path(EventScope scope) {
        return scope.namespace().isEmpty()
                ? "/api/v1/events"
                : "/api/v1/namespaces/" + ApiRequests.encoded(scope.namespace()) + "/events";
    }

    private static Map<String, String> query(EventScope scope) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!scope.fieldSelector().isEmpty()) {
            query.put("fieldSelector", scope.fieldSelector());
        }
        return query;
    }

    @Override
    public void close() {
        requests.close();
    }
}
