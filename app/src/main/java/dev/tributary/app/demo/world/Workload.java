package dev.tributary.app.demo.world;

import java.util.ArrayList;
import java.util.List;

/** A deployment or daemon set with its pods. A rollout replaces them one at a time, the new one first. */
public final class Workload {
    private final WorkloadSpec spec;
    private final List<Pod> pods = new ArrayList<>();
    private int generation = 1;
    private String templateHash;
    private int imageMinor;

    Workload(WorkloadSpec spec, String templateHash, int imageMinor) {
        this.spec = spec;
        this.templateHash = templateHash;
        this.imageMinor = imageMinor;
    }

    /** A new version is wanted from now on. */
    void startRollout(String newTemplateHash) {
        generation++;
        imageMinor++;
        templateHash = newTemplateHash;
    }

    /** The step a rollout needs now: a further new pod, one old pod less, or none while a new one starts. */
    RolloutStep nextStep(int wanted) {
        long current = pods.stream().filter(this::isCurrent).count();
        boolean settling = pods.stream().anyMatch(pod -> isCurrent(pod) && !pod.ready());
        if (settling) {
            return RolloutStep.WAIT;
        }
        if (pods.size() > wanted) {
            return RolloutStep.REMOVE_OLD;
        }
        return current < wanted ? RolloutStep.ADD_NEW : RolloutStep.WAIT;
    }

    enum RolloutStep {
        WAIT, ADD_NEW, REMOVE_OLD
    }

    boolean isCurrent(Pod pod) {
        return pod.templateHash().equals(templateHash);
    }

    void add(Pod pod) {
        pods.add(pod);
    }

    void remove(Pod pod) {
        pods.remove(pod);
    }

    public WorkloadSpec spec() {
        return spec;
    }

    public List<Pod> pods() {
        return List.copyOf(pods);
    }

    public int generation() {
        return generation;
    }

    public String templateHash() {
        return templateHash;
    }

    String imageTag() {
        return "1." + imageMinor + ".0";
    }

    public int readyPods() {
        return (int) pods.stream().filter(Pod::ready).count();
    }

    public int currentPods() {
        return (int) pods.stream().filter(this::isCurrent).count();
    }
}
