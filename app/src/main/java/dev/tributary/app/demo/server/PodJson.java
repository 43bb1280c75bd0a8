package dev.tributary.app.demo.server;

import dev.tributary.app.demo.world.Container;
import dev.tributary.app.demo.world.Pod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Pods as core/v1 writes them, as far as those need it who read logs. */
final class PodJson {
    private PodJson() {
    }

    /** Which instance of a container runs, or ran last: one that waits has not begun its next one. */
    static int instance(Container container) {
        return container.waiting() ? Math.max(0, container.restarts() - 1) : container.restarts();
    }

    static JsonObject pod(Pod pod) {
        JsonArray containers = new JsonArray();
        JsonArray statuses = new JsonArray();
        for (Container container : pod.containers()) {
            containers.add(
                    new JsonObject().put("name", container.spec().name()).put("image", container.image()));
            if (pod.running()) {
                statuses.add(status(pod, container));
            }
        }
        return new JsonObject().put("kind", "Pod").put("apiVersion", "v1")
                .put("metadata", new JsonObject().put("name", pod.name()).put("namespace", pod.namespace())
                        .put("uid", pod.uid())
                        .put("labels", new JsonObject().put("app", pod.workload().spec().name())))
                .put("spec", new JsonObject().put("nodeName", pod.node().name()).put("containers", containers))
                .put("status", new JsonObject().put("phase", pod.running() ? "Running" : "Pending")
                        .put("podIP", pod.ip()).put("containerStatuses", statuses));
    }

    private static JsonObject status(Pod pod, Container container) {
        int instance = instance(container);
        JsonObject state = container.waiting()
                ? new JsonObject().put("waiting", new JsonObject().put("reason", "CrashLoopBackOff"))
                : new JsonObject().put("running", new JsonObject());
        return new JsonObject().put("name", container.spec().name()).put("restartCount", instance)
                .put("containerID", "containerd://" + pod.uid() + "-" + container.spec().name() + "-" + instance)
                .put("image", container.image()).put("imageID", "").put("ready", !container.waiting())
                .put("state", state).put("lastState", new JsonObject());
    }
}
