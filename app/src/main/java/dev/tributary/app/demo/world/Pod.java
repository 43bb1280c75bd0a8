package dev.tributary.app.demo.world;

import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/** One pod on its node. */
public final class Pod {
    private static final double START_SECONDS = 6;
    private static final double READY_SECONDS = 12;

    private final Workload workload;
    private final String name;
    private final String uid;
    private final String templateHash;
    private final Node node;
    private final String ip;
    private final long createdMillis;
    private final List<Container> containers;
    private final @Nullable HttpTraffic http;
    private double ageSeconds;
    private double receivedBytes;
    private double sentBytes;

    Pod(Workload workload, String name, String uid, String templateHash, Node node, String ip, long createdMillis,
            List<Container> containers) {
        this.workload = workload;
        this.name = name;
        this.uid = uid;
        this.templateHash = templateHash;
        this.node = node;
        this.ip = ip;
        this.createdMillis = createdMillis;
        this.containers = List.copyOf(containers);
        http = workload.spec().servesHttp()
                ? new HttpTraffic(workload.spec().containers().getFirst().cpuCores() / 10)
                : null;
    }

    void advance(double seconds, double load, RandomGenerator random, long nowMillis) {
        ageSeconds += seconds;
        if (!running()) {
            return;
        }
        for (Container container : containers) {
            container.advance(seconds, load, random, nowMillis);
        }
        double bytesPerSecond = 60_000 * load * (1 + 0.2 * random.nextDouble());
        receivedBytes += bytesPerSecond * seconds;
        sentBytes += 2.4 * bytesPerSecond * seconds;
        if (http != null && ready()) {
            http.serve((int) (seconds * load * random.nextDouble(18, 22)), load, random);
        }
    }

    void crash(Container container, String newId) {
        container.crash(newId);
        if (http != null) {
            http.reset();
        }
    }

    /** Skips the start, for pods that were there before the simulation began. */
    void alreadyRunning() {
        ageSeconds = READY_SECONDS;
    }

    /** Its containers were started once; before, it is pending. */
    public boolean running() {
        return ageSeconds >= START_SECONDS;
    }

    /** All containers answer. */
    public boolean ready() {
        return ageSeconds >= READY_SECONDS && node.ready() && containers.stream().noneMatch(Container::waiting);
    }

    public Workload workload() {
        return workload;
    }

    public String namespace() {
        return workload.spec().namespace();
    }

    public String name() {
        return name;
    }

    public String uid() {
        return uid;
    }

    /** The hash of the template it was made from. */
    public String templateHash() {
        return templateHash;
    }

    public Node node() {
        return node;
    }

    public String ip() {
        return ip;
    }

    public long createdMillis() {
        return createdMillis;
    }

    public List<Container> containers() {
        return containers;
    }

    /** What it answered, null when it serves no HTTP. */
    public @Nullable HttpTraffic http() {
        return http;
    }

    public double receivedBytes() {
        return receivedBytes;
    }

    public double sentBytes() {
        return sentBytes;
    }
}
