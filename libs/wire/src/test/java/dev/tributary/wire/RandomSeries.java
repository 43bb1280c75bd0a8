package dev.tributary.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.RecordingSink.Event;

/** Random but valid series, values, histograms and labels, with the corner cases drawn often. */
public final class RandomSeries {
    private static final String[] WORDS = {"a", "job", "instance", "le", "pod", "ü", "日本", "🌊", "x.y", "",
            "with \"quote\"",
            "line\nbreak", "back\\slash",
            "a_rather_long_label_value_of_more_than_one_hundred_and_twenty_seven_bytes_so_that_"
                    + "its_length_takes_a_varint_of_two_bytes_and_not_one"};
    private static final double[] VALUES = {0.0, -0.0, 1, -1, Double.NaN, StaleMarker.VALUE, Double.MIN_VALUE,
            Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-3, 12345.678};

    private static final List<ResetHint> HINTS = List.of(ResetHint.values());

    private final RandomGenerator random;

    public RandomSeries(RandomGenerator random) {
        this.random = random;
    }

    public Labels labels() {
        Labels.Builder labels = Labels.builder().set(Labels.NAME, "metric_" + random.nextInt(5));
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            labels.set(word() + i, word());
        }
        return labels.build();
    }

    public String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    public double value() {
        return random.nextBoolean() ? VALUES[random.nextInt(VALUES.length)] : random.nextDouble() * 1e6;
    }

    public long timestamp() {
        return random.nextInt(10) == 0 ? random.nextLong() : 1_700_000_000_000L + random.nextInt(100_000_000);
    }

    public Exemplar exemplar() {
        return new Exemplar(Labels.of("trace_id", Long.toHexString(random.nextLong()), "k", word()), value(),
                timestamp());
    }

    public NativeHistogram histogram() {
        boolean integer = random.nextBoolean();
        boolean custom = random.nextInt(3) == 0;
        int buckets = random.nextInt(1, 5);
        double[] positive = counts(buckets, integer);
        NativeHistogram.Builder builder = NativeHistogram.builder().integer(integer)
                .resetHint(HINTS.get(random.nextInt(HINTS.size()))).sum(random.nextDouble() * 100);
        double total = sum(positive);
        if (custom) {
            return builder.schema(NativeHistogram.CUSTOM_SCHEMA).customBounds(bounds(buckets + 2))
                    .positive(new int[]{2, buckets}, positive).count(total).build();
        }
        double[] negative = counts(buckets, integer);
        double zero = integer ? random.nextInt(10) : random.nextDouble();
        return builder.schema(random.nextInt(-4, 9)).zero(random.nextBoolean() ? 1e-128 : 0, zero)
                .positive(new int[]{random.nextInt(-10, 10), buckets}, positive)
                .negative(new int[]{random.nextInt(-10, 10), 1, 3, buckets - 1}, negative)
                .count(total + sum(negative) + zero).build();
    }

    private double[] counts(int size, boolean integer) {
        double[] counts = new double[size];
        for (int i = 0; i < size; i++) {
            counts[i] = integer ? random.nextInt(1000) : random.nextDouble() * 1000;
        }
        return counts;
    }

    private double[] bounds(int size) {
        double[] bounds = new double[size];
        double bound = -1;
        for (int i = 0; i < size; i++) {
            bound += 0.1 + random.nextDouble();
            bounds[i] = bound;
        }
        return bounds;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** A few series, each with floats or histograms, never both; start timestamps only where asked. */
    public List<Event> events(boolean starts) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            events.add(new Event.Series(labels()));
            boolean floats = random.nextInt(3) > 0;
            int samples = random.nextInt(4);
            for (int k = 0; k < samples; k++) {
                long start = starts && random.nextBoolean() ? timestamp() : 0;
                events.add(floats
                        ? new Event.Sample(timestamp(), Double.doubleToRawLongBits(value()), start)
                        : new Event.Histogram(timestamp(), histogram(), start));
            }
            if (random.nextBoolean()) {
                Exemplar exemplar = exemplar();
                events.add(new Event.Traced(exemplar.labels(), Double.doubleToRawLongBits(exemplar.value()),
                        exemplar.timestampMillis()));
            }
        }
        return events;
    }
}
