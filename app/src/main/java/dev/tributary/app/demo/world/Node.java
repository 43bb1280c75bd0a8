package dev.tributary.app.demo.world;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** One machine of a cluster. Its counters start again when it boots. */
public final class Node {
    /** Processor modes in the order of {@link #cpuSeconds}. */
    public static final List<String> CPU_MODES = List.of("idle", "iowait", "irq", "nice", "softirq", "steal", "system",
            "user");
    private static final double[] BUSY_SHARES = {0, 0.03, 0.004, 0.002, 0.03, 0.004, 0.25, 0.68};

    private static final double GIB = 1L << 30;

    private final String name;
    private final String ip;
    private final int cores;
    private final double memoryBytes;
    private final String zone;
    private final double[][] cpuSeconds;
    private long bootMillis;
    private double outageSeconds;
    private double busyCores;
    private double usedBytes;
    private double receivedBytes;
    private double sentBytes;
    private double readBytes;
    private double writtenBytes;
    private double ioSeconds;
    private double load1;
    private double filledBytes;

    Node(String name, String ip, int cores, String zone, long bootMillis) {
        this.name = name;
        this.ip = ip;
        this.cores = cores;
        this.zone = zone;
        this.bootMillis = bootMillis;
        memoryBytes = cores * 4.0 * GIB;
        cpuSeconds = new double[cores][CPU_MODES.size()];
        filledBytes = 0.35 * diskBytes();
    }

    void advance(double seconds, double podCores, double podBytes, RandomGenerator random, long nowMillis) {
        if (outageSeconds > 0) {
            outageSeconds -= seconds;
            if (outageSeconds <= 0) {
                boot(nowMillis);
            }
            return;
        }
        busyCores = Math.min(cores, podCores + 0.12 * cores * random.nextDouble(0.8, 1.2));
        usedBytes = 0.08 * memoryBytes + podBytes;
        for (double[] core : cpuSeconds) {
            advanceCore(core, seconds, Math.clamp(busyCores / cores * random.nextDouble(0.8, 1.2), 0, 1));
        }
        double traffic = busyCores * 400_000 * random.nextDouble(0.7, 1.3) * seconds;
        receivedBytes += traffic;
        sentBytes += 1.6 * traffic;
        readBytes += 0.2 * traffic;
        writtenBytes += 0.7 * traffic;
        ioSeconds += seconds * 0.04 * busyCores / cores;
        load1 += (busyCores * 1.1 - load1) * Math.min(1, seconds / 60);
        filledBytes = Math.min(0.92 * diskBytes(), filledBytes + 0.02 * traffic);
    }

    private static void advanceCore(double[] core, double seconds, double busy) {
        core[0] += seconds * (1 - busy);
        for (int mode = 1; mode < core.length; mode++) {
            core[mode] += seconds * busy * BUSY_SHARES[mode];
        }
    }

    /** The machine is gone for a while and boots afterwards. */
    void fail(double seconds) {
        outageSeconds = seconds;
        busyCores = 0;
    }

    private void boot(long nowMillis) {
        bootMillis = nowMillis;
        for (double[] core : cpuSeconds) {
            Arrays.fill(core, 0);
        }
        receivedBytes = 0;
        sentBytes = 0;
        readBytes = 0;
        writtenBytes = 0;
        ioSeconds = 0;
        load1 = 0;
    }

    public String name() {
        return name;
    }

    public String ip() {
        return ip;
    }

    public int cores() {
        return cores;
    }

    public String zone() {
        return zone;
    }

    public double memoryBytes() {
        return memoryBytes;
    }

    public double diskBytes() {
        return 100 * GIB;
    }

    public double diskFreeBytes() {
        return diskBytes() - Math.rint(filledBytes);
    }

    public long bootMillis() {
        return bootMillis;
    }

    /** It runs and its kubelet reports. */
    public boolean ready() {
        return outageSeconds <= 0;
    }

    public double cpuSeconds(int core, int mode) {
        return cpuSeconds[core][mode];
    }

    public double freeBytes() {
        return memoryBytes - Math.rint(usedBytes);
    }

    public double receivedBytes() {
        return receivedBytes;
    }

    public double sentBytes() {
        return sentBytes;
    }

    public double readBytes() {
        return readBytes;
    }

    public double writtenBytes() {
        return writtenBytes;
    }

    public double ioSeconds() {
        return ioSeconds;
    }

    public double load1() {
        return load1;
    }
}
