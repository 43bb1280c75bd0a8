package dev.tributary.app.demo.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tributary.app.demo.world.EventLog;
import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.WorkloadSpec;
import dev.tributary.app.demo.world.World;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The part of a simulated cluster's API server that tells of events, on a port of the loopback interface: list in pages,
 * watch with bookmarks, 410 for what is too long ago, who owns a pod, and the pods with their logs. When the API server of the simulation restarts, the
 * watches break and all history is forgotten.
 */
public final class SimulatedEventApi {
    private static final long TELL_MILLIS = 500;
    private static final long BOOKMARK_MILLIS = 15_000;
    private static final int PAGE_MAX = 500;

    private final Vertx vertx;
    private final SimulatedPrometheus cluster;
    private final EventLog events;
    private final SimulatedPodApi pods;

    /** @param logs the folder in which the nodes keep the logs of pods */
    public SimulatedEventApi(Vertx vertx, SimulatedPrometheus cluster, Path logs) {
        this.vertx = vertx;
        pods = new SimulatedPodApi(vertx, cluster, logs);
        this.cluster = cluster;
        events = cluster.ask(World::events);
    }

    /** Starts to listen on a free port and gives it; the socket ends with its Vert.x. */
    public Future<Integer> start() {
        Router router = Router.router(vertx);
        router.get("/api/v1/events").handler(this::events);
        pods.mount(router);
        router.get("/api/v1/namespaces/:namespace/pods/:name").handler(this::pod);
        router.get("/apis/apps/v1/namespaces/:namespace/replicasets/:name").handler(this::replicaSet);
        router.route().handler(context -> answer(context, 404,
                EventJson.status(404, "NotFound", "the simulation has no " + context.request().path())));
        return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    private static void answer(RoutingContext context, int code, JsonObject body) {
        context.response().setStatusCode(code).putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    private void events(RoutingContext context) {
        try {
            if (context.request().getParam("watch") == null) {
                list(context);
            } else {
                watch(context);
            }
        } catch (NumberFormatException e) {
            answer(context, 400, EventJson.status(400, "BadRequest", String.valueOf(e.getMessage())));
        }
    }

    private static long number(RoutingContext context, String name, long otherwise) {
        String text = context.request().getParam(name);
        return text == null || text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    /** A token is the last version of the page before: no event goes down in version, so none is left out. */
    private void list(RoutingContext context) {
        long version = events.version();
        long from = number(context, "continue", 0);
        int limit = Math.clamp(number(context, "limit", PAGE_MAX), 1, PAGE_MAX);
        List<JsonObject> rest = events.all().stream().filter(event -> event.version() > from)
                .sorted((a, b) -> Long.compare(a.version(), b.version())).limit(limit + 1L).map(EventJson::event)
                .toList();
        JsonObject metadata = new JsonObject().put("resourceVersion", Long.toString(version));
        List<JsonObject> page = rest.subList(0, Math.min(limit, rest.size()));
        if (rest.size() > limit) {
            metadata.put("continue", page.getLast().getJsonObject("metadata").getString("resourceVersion"));
        }
        answer(context, 200, new JsonObject().put("kind", "EventList").put("apiVersion", "v1")
                .put("metadata", metadata).put("items", new JsonArray(List.copyOf(page))));
    }

    private void watch(RoutingContext context) {
        long from = number(context, "resourceVersion", 0);
        long seconds = Math.clamp(number(context, "timeoutSeconds", 300), 1, 3600);
        JsonObject gone = EventJson.status(410, "Expired", "too old resource version: " + from);
        boolean inStream = from % 2 == 0;
        if (events.after(from).isEmpty() && !inStream) {
            answer(context, 410, gone);
            return;
        }
        HttpServerResponse response = context.response().setChunked(true).putHeader("Content-Type", "application/json");
        new Watch(response, from, events.generation()).start(seconds);
    }

    private void pod(RoutingContext context) {
        Optional<JsonObject> pod = cluster.ask(world -> world.pods().stream()
                .filter(one -> isNamed(context, one.namespace(), one.name())).findFirst()
                .map(SimulatedEventApi::owned));
        answer(context, pod);
    }

    private static JsonObject owned(Pod pod) {
        WorkloadSpec spec = pod.workload().spec();
        return spec.kind() == WorkloadSpec.Kind.DAEMON_SET
                ? EventJson.owned(pod.name(), "DaemonSet", spec.name())
                : EventJson.owned(pod.name(), "ReplicaSet", spec.name() + "-" + pod.templateHash());
    }

    private void replicaSet(RoutingContext context) {
        Optional<JsonObject> set = cluster.ask(world -> world.workloads().stream()
                .filter(one -> one.spec().kind() == WorkloadSpec.Kind.DEPLOYMENT)
                .filter(one -> isNamed(context, one.spec().namespace(), one.spec().name() + "-" + one.templateHash()))
                .findFirst()
                .map(one -> EventJson.owned(one.spec().name() + "-" + one.templateHash(), "Deployment",
                        one.spec().name())));
        answer(context, set);
    }

    private static boolean isNamed(RoutingContext context, String namespace, String name) {
        return namespace.equals(context.pathParam("namespace")) && name.equals(context.pathParam("name"));
    }

    private static void answer(RoutingContext context, Optional<JsonObject> found) {
        answer(context, found.isPresent() ? 200 : 404,
                found.orElseGet(() -> EventJson.status(404, "NotFound", "there is none of this name")));
    }

    /** One connection that is told what changes. On its event loop only. */
    private final class Watch {
        private final HttpServerResponse response;
        private final int generation;
        private long told;
        private long bookmarkIn = BOOKMARK_MILLIS;
        private long timer;
        private long endTimer;

        Watch(HttpServerResponse response, long from, int generation) {
            this.response = response;
            this.generation = generation;
            told = from;
        }

        void start(long seconds) {
            timer = vertx.setPeriodic(0, TELL_MILLIS, _ -> tell());
            endTimer = vertx.setTimer(seconds * 1000, _ -> end());
            response.closeHandler(_ -> stop());
        }

        private void stop() {
            vertx.cancelTimer(timer);
            vertx.cancelTimer(endTimer);
        }

        private void end() {
            stop();
            response.end();
        }

        private void tell() {
            if (events.generation() != generation) {
                stop();
                response.reset();
                return;
            }
            Optional<List<EventLog.Change>> changes = events.after(told);
            if (changes.isEmpty()) {
                write("ERROR", EventJson.status(410, "Expired", "too old resource version: " + told));
                end();
                return;
            }
            changes.get().forEach(change -> {
                told = change.version();
                write(change.kind().name(), EventJson.event(change.event()));
            });
            bookmarkIn -= TELL_MILLIS;
            if (bookmarkIn <= 0) {
                bookmarkIn = BOOKMARK_MILLIS;
                write("BOOKMARK", new JsonObject().put("kind", "Event").put("apiVersion", "v1").put("metadata",
                        new JsonObject().put("resourceVersion", Long.toString(told))));
            }
        }

        private void write(String type, JsonObject object) {
            response.write(new JsonObject().put("type", type).put("object", object).encode() + "\n");
        }
    }
}
