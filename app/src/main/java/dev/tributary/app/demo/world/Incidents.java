package dev.tributary.app.demo.world;

import java.util.List;
import java.util.random.RandomGenerator;

/** What happens to a cluster beside its load: rollouts, crashes, a node that fails, an API server that restarts. */
final class Incidents {
    /** Mean time between two of a kind, in seconds; the first ones come earlier so that a short visit sees some. */
    private static final double ROLLOUT_EVERY = 150;
    private static final double CRASH_EVERY = 60;
    private static final double NODE_FAILURE_EVERY = 420;
    private static final double API_RESTART_EVERY = 900;
    private static final double NODE_OUTAGE_SECONDS = 45;
    /** Nothing happens at first: the first answers a visitor sees are of a healthy fleet. */
    private static final double QUIET_SECONDS = 40;

    private final World world;
    private final RandomGenerator random;
    private double ageSeconds;

    Incidents(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    void advance(double seconds) {
        ageSeconds += seconds;
        if (ageSeconds < QUIET_SECONDS) {
            return;
        }
        if (happens(ROLLOUT_EVERY, seconds)) {
            startRollout();
        }
        if (happens(CRASH_EVERY, seconds)) {
            crashOneContainer();
        }
        if (happens(NODE_FAILURE_EVERY, seconds) && world.nodes().stream().allMatch(Node::ready)) {
            failOneNode();
        }
        if (happens(API_RESTART_EVERY, seconds)) {
            world.restartApiServer();
        }
    }

    private boolean happens(double everySeconds, double seconds) {
        return random.nextDouble() < seconds / everySeconds;
    }

    /** A node that carries the monitoring is spared: without it nobody would see the failure. */
    private void failOneNode() {
        List<Node> candidates = world.nodes().stream().filter(node -> world.podsOn(node).stream()
                .map(pod -> pod.workload().spec())
                .noneMatch(
                        spec -> spec.kind() == WorkloadSpec.Kind.DEPLOYMENT && spec.namespace().equals("monitoring")))
                .toList();
        if (!candidates.isEmpty()) {
            Node node = one(candidates);
            node.fail(NODE_OUTAGE_SECONDS);
            world.notices().failed(node, world.podsOn(node), world.nowMillis());
        }
    }

    private void startRollout() {
        List<Workload> deployments = world.workloads().stream()
                .filter(workload -> workload.spec().kind() == WorkloadSpec.Kind.DEPLOYMENT).toList();
        Workload workload = one(deployments);
        workload.startRollout(world.ids().templateHash());
        world.notices().rollsOut(workload, world.nowMillis());
    }

    private void crashOneContainer() {
        boolean usualSuspect = random.nextDouble() < 0.7;
        List<Pod> candidates = world.pods().stream().filter(Pod::ready)
                .filter(pod -> !usualSuspect || pod.workload().spec().name().equals(world.spec().crashing())).toList();
        if (!candidates.isEmpty()) {
            Pod pod = one(candidates);
            pod.crash(one(pod.containers()), world.ids().containerId());
            world.notices().unhealthy(pod, world.nowMillis());
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
