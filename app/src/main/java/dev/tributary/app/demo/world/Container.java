package dev.tributary.app.demo.world;

import java.util.random.RandomGenerator;

/** One container of a pod: its use of processor and memory, its crashes. */
public final class Container {
    private static final double CFS_PERIODS_PER_SECOND = 10;
    private static final double CRASH_WAIT_SECONDS = 20;
    private static final double PAGE_BYTES = 4096;

    private final ContainerSpec spec;
    private final String imageTag;
    private String id;
    private int restarts;
    private long startedMillis;
    private double waitSeconds;
    private double usedCores;
    private double cpuSeconds;
    private double periods;
    private double throttledPeriods;
    private double memoryBytes;

    Container(ContainerSpec spec, String imageTag, String id, long startedMillis) {
        this.spec = spec;
        this.imageTag = imageTag;
        this.id = id;
        this.startedMillis = startedMillis;
        memoryBytes = spec.memoryBytes() * 0.4;
    }

    void advance(double seconds, double load, RandomGenerator random, long nowMillis) {
        if (waitSeconds > 0) {
            waitSeconds -= seconds;
            usedCores = 0;
            if (waitSeconds <= 0) {
                startedMillis = nowMillis;
            }
            return;
        }
        usedCores = Math.max(0.001, spec.cpuCores() * load * (1 + 0.15 * random.nextGaussian()));
        cpuSeconds += usedCores * seconds;
        periods += CFS_PERIODS_PER_SECOND * seconds;
        if (usedCores > spec.cpuCores()) {
            throttledPeriods += CFS_PERIODS_PER_SECOND * seconds * random.nextDouble(0.3);
        }
        double aim = spec.memoryBytes() * (0.7 + 0.4 * load);
        memoryBytes += (aim - memoryBytes) * Math.min(1, seconds / 120)
                + spec.memoryBytes() * 0.004 * random.nextGaussian();
    }

    /** The process ends; a new one starts after a while, and counts from zero. */
    void crash(String newId) {
        id = newId;
        restarts++;
        waitSeconds = CRASH_WAIT_SECONDS;
        usedCores = 0;
        cpuSeconds = 0;
        periods = 0;
        throttledPeriods = 0;
        memoryBytes = spec.memoryBytes() * 0.4;
    }

    public ContainerSpec spec() {
        return spec;
    }

    public String image() {
        return spec.image() + ":" + imageTag;
    }

    public String id() {
        return id;
    }

    public int restarts() {
        return restarts;
    }

    public long startedMillis() {
        return startedMillis;
    }

    /** Waits to be started again after a crash. */
    public boolean waiting() {
        return waitSeconds > 0;
    }

    /** Processor cores in use since the last step. */
    public double usedCores() {
        return usedCores;
    }

    public double cpuSeconds() {
        return cpuSeconds;
    }

    public double periods() {
        return periods;
    }

    public double throttledPeriods() {
        return throttledPeriods;
    }

    public double memoryBytes() {
        return Math.max(1 << 20, Math.rint(memoryBytes / PAGE_BYTES) * PAGE_BYTES);
    }
}
