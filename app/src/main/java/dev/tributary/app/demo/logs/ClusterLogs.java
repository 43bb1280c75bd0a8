package dev.tributary.app.demo.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.tributary.app.demo.world.Container;
import dev.tributary.app.demo.world.HttpTraffic;
import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.World;

/**
 * The logs of all containers of a cluster, in one folder laid out as kubelet does. They tell what happens in the world: what
 * services answered, crashes and starts, silence of a node that failed. Owned by one thread.
 */
public final class ClusterLogs {
    /** Requests of a container that are logged in one step at most; the rest is as if sampled away. */
    private static final int REQUESTS_MAX = 15;

    /** What was written of a container. */
    private static final class Written {
        private final NodeFiles files;
        private int restarts;
        private boolean started;
        private final double[] byCode = new double[HttpTraffic.CODES.size()];

        Written(NodeFiles files) {
            this.files = files;
        }
    }

    private final World world;
    private final Path root;
    private final RandomGenerator random;
    private final LineWriter lines;
    private final Map<String, Written> containers = new HashMap<>();
    private final Set<String> pods = new HashSet<>();
    private long lastMillis;

    public ClusterLogs(World world, Path root, RandomGenerator random) {
        this.world = world;
        this.root = root;
        this.random = random;
        lines = new LineWriter(random);
        lastMillis = world.nowMillis();
    }

    /** Writes what was logged since the last time. */
    public void write() throws IOException {
        long now = world.nowMillis();
        Set<String> present = new HashSet<>();
        for (Pod pod : world.pods()) {
            String folder = pod.namespace() + "_" + pod.name() + "_" + pod.uid();
            present.add(folder);
            if (pod.running() && pod.node().ready()) {
                for (Container container : pod.containers()) {
                    write(pod, container, folder, now);
                }
            }
        }
        for (String gone : pods.stream().filter(pod -> !present.contains(pod)).toList()) {
            NodeFiles.remove(root.resolve(gone));
            containers.keySet().removeIf(key -> key.startsWith(gone + "/"));
        }
        pods.retainAll(present);
        lastMillis = now;
    }

    private void write(Pod pod, Container container, String folder, long now) throws IOException {
        String key = folder + "/" + container.spec().name();
        Written written = containers.get(key);
        if (written == null) {
            written = new Written(new NodeFiles(root.resolve(key)));
            containers.put(key, written);
            pods.add(folder);
        }
        if (written.restarts != container.restarts()) {
            written.files.append(written.restarts, lines.crash(Instant.ofEpochMilli(now)), Instant.ofEpochMilli(now));
            written.restarts = container.restarts();
            written.started = false;
        }
        if (container.waiting()) {
            return;
        }
        List<LogLine> all = new ArrayList<>();
        if (!written.started) {
            written.started = true;
            all.add(lines.start(Instant.ofEpochMilli(lastMillis), container.image()));
        }
        HttpTraffic http = container.equals(pod.containers().getFirst()) ? pod.http() : null;
        all.addAll(http == null ? work(container, now) : requests(http, written, now));
        written.files.append(written.restarts, all, Instant.ofEpochMilli(now));
    }

    private List<LogLine> work(Container container, long now) {
        List<LogLine> all = new ArrayList<>();
        double load = container.usedCores() / container.spec().cpuCores();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            all.add(lines.work(between(i, count, now), load));
        }
        return all;
    }

    private List<LogLine> requests(HttpTraffic http, Written written, long now) {
        List<String> codes = new ArrayList<>();
        // Failures first: they are what somebody looks for.
        for (int code = HttpTraffic.CODES.size() - 1; code >= 0; code--) {
            double count = http.byCode(code) - written.byCode[code];
            written.byCode[code] = http.byCode(code);
            for (int i = 0; i < count && codes.size() < REQUESTS_MAX; i++) {
                codes.add(HttpTraffic.CODES.get(code));
            }
        }
        Collections.shuffle(codes, Random.from(random));
        List<LogLine> all = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            all.add(lines.request(between(i, codes.size(), now), codes.get(i)));
        }
        return all;
    }

    /** One of so many instants since the last step, in order. */
    private Instant between(int index, int count, long now) {
        long nanos = (now - lastMillis) * 1_000_000 / (count + 1) * (index + 1) + random.nextInt(1000);
        return Instant.ofEpochMilli(lastMillis).plusNanos(nanos);
    }
}
