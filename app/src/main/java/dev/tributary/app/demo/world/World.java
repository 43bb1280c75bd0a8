package dev.tributary.app.demo.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One cluster as it is now. {@link #advance} lets time pass. */
public final class World {
    private static final double DAY_SECONDS = 600;

    private final ClusterSpec spec;
    private final RandomGenerator random;
    private final Ids ids;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private final ApiServer apiServer;
    private final Incidents incidents;
    private final EventLog events;
    private final Notices notices;
    private final double phase;
    private long nowMillis;
    private double load;
    private int podsMade;

    /** A cluster that has been running well for a while. */
    public World(ClusterSpec spec, RandomGenerator random, long nowMillis) {
        this.spec = spec;
        this.random = random;
        this.nowMillis = nowMillis;
        ids = new Ids(random);
        // Ids of their own, so that what happens does not depend on what is told of it
        Ids ofEvents = new Ids(new SplittableRandom(nowMillis ^ spec.name().hashCode()));
        events = new EventLog(ofEvents);
        notices = new Notices(events, ofEvents);
        phase = random.nextDouble(2 * Math.PI);
        load = spec.load();
        long longAgo = nowMillis - 40L * 86_400_000;
        for (int i = 0; i < spec.nodes(); i++) {
            nodes.add(new Node(spec.name() + "-node-" + (i + 1), "10.20.0." + (11 + i), spec.coresPerNode(),
                    spec.region() + (char) ('a' + i % 3), longAgo + random.nextInt(86_400_000)));
        }
        apiServer = new ApiServer(longAgo);
        spec.workloads().forEach(this::deploy);
        incidents = new Incidents(this, random);
    }

    private void deploy(WorkloadSpec workloadSpec) {
        Workload workload = new Workload(workloadSpec, ids.templateHash(), random.nextInt(4, 30));
        workloads.add(workload);
        for (int i = 0; i < wantedPods(workload); i++) {
            addPod(workload, workload.spec().kind() == WorkloadSpec.Kind.DAEMON_SET ? nodes.get(i) : leastBusyNode())
                    .alreadyRunning();
        }
    }

    /** Lets time pass up to now: load moves, counters count, and now and then something happens. */
    public void advance(long untilMillis) {
        double seconds = (untilMillis - nowMillis) / 1000.0;
        nowMillis = untilMillis;
        load = Math.clamp(spec.load() * (1 + 0.45 * Math.sin(2 * Math.PI * nowMillis / 1000.0 / DAY_SECONDS + phase))
                + 0.04 * random.nextGaussian(), 0.05, 1.2);
        incidents.advance(seconds);
        for (Workload workload : workloads) {
            roll(workload);
        }
        for (Pod pod : pods()) {
            if (pod.node().ready()) {
                advance(pod, seconds);
            }
        }
        nodes.forEach(node -> advance(node, seconds));
        apiServer.advance(seconds, load, random);
    }

    private void advance(Pod pod, double seconds) {
        boolean ran = pod.running();
        List<Container> waiting = pod.containers().stream().filter(Container::waiting).toList();
        pod.advance(seconds, load, random, nowMillis);
        if (!ran && pod.running()) {
            notices.started(pod, nowMillis);
        }
        for (Container container : waiting) {
            if (container.waiting()) {
                notices.waits(pod, container, nowMillis);
            } else {
                notices.started(pod, container, nowMillis);
            }
        }
    }

    private void advance(Node node, double seconds) {
        boolean wasGone = !node.ready();
        node.advance(seconds, usedCores(node), usedBytes(node), random, nowMillis);
        if (wasGone && node.ready()) {
            notices.booted(node, nowMillis);
            podsOn(node).forEach(pod -> pod.containers().forEach(container -> pod.crash(container, ids.containerId())));
        }
    }

    private void roll(Workload workload) {
        switch (workload.nextStep(wantedPods(workload))) {
            case ADD_NEW -> notices.created(addPod(workload, leastBusyNode()), nowMillis);
            case REMOVE_OLD -> workload.pods().stream().filter(pod -> !workload.isCurrent(pod)).findFirst()
                    .or(() -> workload.pods().stream().findFirst()).ifPresent(pod -> remove(workload, pod));
            case WAIT -> {
            }
        }
    }

    private void remove(Workload workload, Pod pod) {
        workload.remove(pod);
        notices.removed(pod, nowMillis);
    }

    private Pod addPod(Workload workload, Node node) {
        WorkloadSpec made = workload.spec();
        String name = made.kind() == WorkloadSpec.Kind.DAEMON_SET
                ? made.name() + "-" + ids.podSuffix()
                : made.name() + "-" + workload.templateHash() + "-" + ids.podSuffix();
        podsMade++;
        String ip = "10.42." + (podsMade >> 8 & 255) + "." + (podsMade & 255);
        List<Container> containers = made.containers().stream()
                .map(container -> new Container(container, workload.imageTag(), ids.containerId(), nowMillis)).toList();
        Pod pod = new Pod(workload, name, ids.uid(), workload.templateHash(), node, ip, nowMillis, containers);
        workload.add(pod);
        return pod;
    }

    private Node leastBusyNode() {
        Node best = nodes.getFirst();
        for (Node node : nodes) {
            if (node.ready() && (!best.ready() || podsOn(node).size() < podsOn(best).size())) {
                best = node;
            }
        }
        return best;
    }

    List<Pod> podsOn(Node node) {
        return pods().stream().filter(pod -> pod.node().equals(node)).toList();
    }

    private double usedCores(Node node) {
        return podsOn(node).stream().flatMap(pod -> pod.containers().stream()).mapToDouble(Container::usedCores).sum();
    }

    private double usedBytes(Node node) {
        return podsOn(node).stream().flatMap(pod -> pod.containers().stream()).mapToDouble(Container::memoryBytes)
                .sum();
    }

    private int wantedPods(Workload workload) {
        return workload.spec().kind() == WorkloadSpec.Kind.DAEMON_SET ? nodes.size() : workload.spec().replicas();
    }

    Ids ids() {
        return ids;
    }

    Notices notices() {
        return notices;
    }

    void restartApiServer() {
        apiServer.restart(nowMillis);
        events.restart();
    }

    /** The cluster's events, which may be read while time passes. */
    public EventLog events() {
        return events;
    }

    public ClusterSpec spec() {
        return spec;
    }

    public long nowMillis() {
        return nowMillis;
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    public List<Workload> workloads() {
        return List.copyOf(workloads);
    }

    public List<Pod> pods() {
        return workloads.stream().flatMap(workload -> workload.pods().stream()).toList();
    }

    public ApiServer apiServer() {
        return apiServer;
    }
}
