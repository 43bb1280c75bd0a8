package dev.tributary.app.demo.world;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The requests that one process answered since it started, by status and by duration. */
public final class HttpTraffic {
    public static final List<String> CODES = List.of("200", "302", "404", "500");
    /** Upper bounds of the duration buckets in seconds; a last one without bound follows. */
    public static final List<Double> BOUNDS = List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0);
    private static final double[] SHARES = {0.955, 0.02, 0.02, 0.005};

    private final double typicalSeconds;
    private final double[] byCode = new double[CODES.size()];
    private final double[] byDuration = new double[BOUNDS.size() + 1];
    private double durationSum;

    HttpTraffic(double typicalSeconds) {
        this.typicalSeconds = typicalSeconds;
    }

    /** Answers requests; a log-normal duration with a tail that grows with the load. */
    void serve(int requests, double load, RandomGenerator random) {
        for (int i = 0; i < requests; i++) {
            double seconds = typicalSeconds * Math.exp((0.5 + 0.4 * load) * random.nextGaussian());
            durationSum += seconds;
            byDuration[bucket(seconds)]++;
            byCode[code(random.nextDouble(), load)]++;
        }
    }

    void reset() {
        Arrays.fill(byCode, 0);
        Arrays.fill(byDuration, 0);
        durationSum = 0;
    }

    private static int bucket(double seconds) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
            bucket++;
        }
        return bucket;
    }

    private static int code(double draw, double load) {
        double failing = load > 0.9 ? 0.03 : 0;
        double rest = draw * (1 + failing);
        for (int code = 0; code < SHARES.length; code++) {
            rest -= SHARES[code];
            if (rest < 0) {
                return code;
            }
        }
        return SHARES.length - 1;
    }

    /** Requests answered with {@code CODES.get(code)}. */
    public double byCode(int code) {
        return byCode[code];
    }

    /** Requests no longer than {@code BOUNDS.get(bound)}, or all for the index after the last. */
    public double noLongerThan(int bound) {
        double count = 0;
        for (int i = 0; i <= bound; i++) {
            count += byDuration[i];
        }
        return count;
    }

    public double count() {
        return noLongerThan(BOUNDS.size());
    }

    public double durationSum() {
        return durationSum;
    }
}
