package dev.tributary.app.demo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.tributary.app.demo.world.Container;
import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The part of a simulated cluster's API server that tells of pods and serves their logs: list, watch, and {@code pods/log} with
 * follow, previous and sinceTime. The logs are the files that the simulated nodes have.
 */
final class SimulatedPodApi {
    private static final long TELL_MILLIS = 500;
    private static final long WATCH_MILLIS = 300_000;

    private final Vertx vertx;
    private final SimulatedPrometheus cluster;
    private final Path logs;
    private final PodJournal journal = new PodJournal();

    SimulatedPodApi(Vertx vertx, SimulatedPrometheus cluster, Path logs) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.logs = logs;
    }

    void mount(Router router) {
        router.get("/api/v1/pods").handler(this::pods);
        router.get("/api/v1/namespaces/:namespace/pods/:name/log").handler(this::log);
    }

    private void pods(RoutingContext context) {
        look();
        if (context.request().getParam("watch") == null) {
            answer(context, 200, new JsonObject().put("kind", "PodList").put("apiVersion", "v1")
                    .put("metadata", new JsonObject().put("resourceVersion", Long.toString(journal.version())))
                    .put("items", new JsonArray(List.copyOf(journal.all()))));
        } else if ("websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"))) {
            // Clients then watch by plain HTTP
            answer(context, 200, EventJson.status(200, "OK", "there are no WebSockets here"));
        } else {
            watch(context, Long.parseLong(context.request().getParam("resourceVersion", "0")));
        }
    }

    private void look() {
        cluster.ask(world -> {
            journal.look(world.pods());
            return world;
        });
    }

    private static void answer(RoutingContext context, int code, JsonObject body) {
        context.response().setStatusCode(code).putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    private void watch(RoutingContext context, long from) {
        HttpServerResponse response = context.response().setChunked(true).putHeader("Content-Type", "application/json");
        long[] told = {from};
        long timer = vertx.setPeriodic(0, TELL_MILLIS, id -> {
            look();
            Optional<List<PodJournal.Change>> changes = journal.after(told[0]);
            if (changes.isEmpty()) {
                write(response, "ERROR", EventJson.status(410, "Expired", "too old resource version: " + told[0]));
                vertx.cancelTimer(id);
                response.end();
                return;
            }
            changes.get().forEach(change -> {
                told[0] = change.version();
                write(response, change.type(), change.pod());
            });
        });
        long end = vertx.setTimer(WATCH_MILLIS, _ -> {
            vertx.cancelTimer(timer);
            response.end();
        });
        response.closeHandler(_ -> {
            vertx.cancelTimer(timer);
            vertx.cancelTimer(end);
        });
    }

    private static void write(HttpServerResponse response, String type, JsonObject object) {
        response.write(new JsonObject().put("type", type).put("object", object).encode() + "\n");
    }

    /** An instance of a container and its log. */
    private record Wanted(Path file, int instance, boolean ended) {
    }

    private void log(RoutingContext context) {
        boolean former = Boolean.parseBoolean(context.request().getParam("previous"));
        Wanted wanted = cluster.ask(world -> wanted(world, context, former)).orElse(null);
        if (wanted == null) {
            answer(context, 404, EventJson.status(404, "NotFound", "there is no such container"));
        } else if (wanted.instance() < 0 || former && !Files.exists(wanted.file())) {
            answer(context, 400, EventJson.status(400, "BadRequest", "previous terminated container not found"));
        } else {
            String since = context.request().getParam("sinceTime", Instant.EPOCH.toString());
            ContainerLogFile file = new ContainerLogFile(wanted.file(), Instant.parse(since));
            boolean follow = Boolean.parseBoolean(context.request().getParam("follow"));
            new Sending(context.response(), file, () -> !follow || wanted.ended() || isOver(context, wanted)).start();
        }
    }

    private Optional<Wanted> wanted(World world, RoutingContext context, boolean former) {
        for (Pod pod : world.pods()) {
            boolean named = pod.namespace().equals(context.pathParam("namespace"))
                    && pod.name().equals(context.pathParam("name"));
            for (Container one : pod.containers()) {
                if (named && one.spec().name().equals(context.request().getParam("container"))) {
                    int instance = PodJson.instance(one) - (former ? 1 : 0);
                    Path file = logs.resolve(pod.namespace() + "_" + pod.name() + "_" + pod.uid())
                            .resolve(one.spec().name()).resolve(instance + ".log");
                    return Optional.of(new Wanted(file, instance, former || one.waiting()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOver(RoutingContext context, Wanted was) {
        return cluster.ask(world -> wanted(world, context, false))
                .map(now -> now.ended() || now.instance() != was.instance()).orElse(true);
    }

    /** One answer; as with kubelet, it begins with its first line. On its event loop only. */
    private final class Sending {
        private final HttpServerResponse response;
        private final ContainerLogFile file;
        private final BooleanSupplier over;
        private long timer;

        Sending(HttpServerResponse response, ContainerLogFile file, BooleanSupplier over) {
            this.response = response.setChunked(true).putHeader("Content-Type", "text/plain");
            this.file = file;
            this.over = over;
        }

        void start() {
            timer = vertx.setTimer(1, _ -> tell());
            response.closeHandler(_ -> vertx.cancelTimer(timer));
        }

        private void tell() {
            boolean last = over.getAsBoolean();
            vertx.executeBlocking(() -> read(file)).onSuccess(lines -> {
                if (response.closed()) {
                    return;
                }
                if (!lines.isEmpty()) {
                    response.write(lines);
                }
                if (last) {
                    response.end();
                } else {
                    timer = vertx.setTimer(TELL_MILLIS, _ -> tell());
                }
            }).onFailure(_ -> response.reset());
        }
    }

    private static String read(ContainerLogFile file) {
        try {
            return file.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
