package dev.tributary.collector.events;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.collector.events.api.EventApi;
import dev.tributary.collector.events.record.ObjectReference;
import dev.tributary.collector.events.record.Owner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API for the controllers of objects, one step after the other: pod, replica set, deployment. Remembers the answers,
 * asks no more often than a rate, and leaves the API alone for a while when it fails: an event without its owner is better
 * than one that comes late. For one thread.
 */
final class OwnerLookup implements OwnerFinder {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerLookup.class);

    /** Kinds that have a controller, with the path of their API. Others own and are not owned. */
    private static final Map<String, String> PATHS = Map.of("Pod", "/api/v1/namespaces/%s/pods/%s", "ReplicaSet",
            "/apis/apps/v1/namespaces/%s/replicasets/%s", "Job", "/apis/batch/v1/namespaces/%s/jobs/%s");
    private static final int STEPS_MAX = 3;
    private static final int PER_SECOND = 20;
    private static final int BURST = 200;
    private static final long PAUSE_MILLIS = 60_000;
    /** What has no owner now may have been asked for too early. */
    private static final long NONE_KEPT_MILLIS = 60_000;

    private record Known(Owner owner, long untilMillis) {
    }

    private final EventApi api;
    private final Clock clock;
    private final EventMetrics metrics;
    private final Map<String, Known> known;
    private double tokens = BURST;
    private long filledMillis;
    private long pausedUntilMillis;

    OwnerLookup(EventApi api, int cacheMax, EventMetrics metrics, Clock clock) {
        this.api = api;
        this.metrics = metrics;
        this.clock = clock;
        filledMillis = clock.millis();
        known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > cacheMax;
            }
        };
    }

    @Override
    public Owner ownerOf(ObjectReference object) {
        if (!PATHS.containsKey(object.kind()) || !object.hasNamespace() || object.name().isEmpty()) {
            return Owner.NONE;
        }
        Owner top = Owner.NONE;
        String kind = object.kind();
        String name = object.name();
        for (int step = 0; step < STEPS_MAX && PATHS.containsKey(kind); step++) {
            Owner owner = controller(kind, object.namespace(), name);
            if (owner == null || owner.equals(Owner.NONE)) {
                return top;
            }
            top = owner;
            kind = owner.kind();
            name = owner.name();
        }
        return top;
    }

    /** The controller of one object, null when it could not be asked for. */
    private @Nullable Owner controller(String kind, String namespace, String name) {
        String key = kind + "/" + namespace + "/" + name;
        long now = clock.millis();
        Known before = known.get(key);
        if (before != null && now < before.untilMillis()) {
            metrics.lookup("cache");
            return before.owner();
        }
        if (now < pausedUntilMillis || !takeToken(now)) {
            metrics.lookup("none");
            return null;
        }
        try {
            Owner owner = controllerOf(
                    api.metadata(PATHS.getOrDefault(kind, "").formatted(encoded(namespace), encoded(name))));
            known.put(key, new Known(owner, owner.equals(Owner.NONE) ? now + NONE_KEPT_MILLIS : Long.MAX_VALUE));
            metrics.lookup("api");
            return owner;
        } catch (IOException e) {
            pausedUntilMillis = now + PAUSE_MILLIS;
            metrics.lookup("failed");
            LOG.warn("owners of objects cannot be asked for, events go without them for a minute kind={} reason={}",
                    kind, e.getMessage());
            return null;
        }
    }

    private boolean takeToken(long now) {
        tokens = Math.min(BURST, tokens + (now - filledMillis) * PER_SECOND / 1e3);
        filledMillis = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private static Owner controllerOf(@Nullable JsonNode metadata) {
        if (metadata != null) {
            for (JsonNode reference : metadata.path("ownerReferences")) {
                if (reference.path("controller").asBoolean(false)) {
                    return new Owner(reference.path("kind").asText(""), reference.path("name").asText(""));
                }
            }
        }
        return Owner.NONE;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
