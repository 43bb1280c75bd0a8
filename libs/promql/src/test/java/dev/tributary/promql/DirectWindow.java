package dev.tributary.promql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Functions of a window of samples, as their definitions read: every window is looked at afresh, nothing is kept. */
record DirectWindow(List<Long> times, List<Double> values, long start, long end) {
    @Nullable
    Double call(String function, double parameter, long now) {
        if (values.isEmpty()) {
            return null;
        }
        int n = values.size();
        return switch (function) {
            case "rate", "increase", "delta" -> extrapolated(function);
            case "irate", "idelta" -> n < 2 ? null : lastTwo(function.equals("irate"));
            case "deriv" -> n < 2 ? null : line(now)[0];
            case "predict_linear" -> n < 2 ? null : line(now)[0] * parameter + line(now)[1];
            case "changes" -> (double) count(false);
            case "resets" -> (double) count(true);
            case "sum_over_time" -> sum();
            case "avg_over_time" -> sum() / n;
            case "count_over_time" -> (double) n;
            case "min_over_time" -> Collections.min(values);
            case "max_over_time" -> Collections.max(values);
            case "last_over_time" -> values.getLast();
            case "first_over_time" -> values.getFirst();
            case "present_over_time" -> 1.0;
            case "stdvar_over_time" -> variance(values);
            case "stddev_over_time" -> Math.sqrt(variance(values));
            case "quantile_over_time" -> quantile(parameter, values);
            default -> throw new IllegalStateException("not evaluated directly: " + function);
        };
    }

    private double sum() {
        return values.stream().mapToDouble(each -> each).sum();
    }

    static double variance(List<Double> values) {
        double mean = values.stream().mapToDouble(each -> each).sum() / values.size();
        return values.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum() / values.size();
    }

    static double quantile(double q, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort((a, b) -> a.isNaN() || b.isNaN() ? Boolean.compare(b.isNaN(), a.isNaN()) : Double.compare(a, b));
        double rank = q * (sorted.size() - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.size() - 1, lower + 1);
        double weight = rank - lower;
        return sorted.get(lower) * (1 - weight) + sorted.get(upper) * weight;
    }

    private int count(boolean onlyDrops) {
        int count = 0;
        for (int i = 1; i < values.size(); i++) {
            double before = values.get(i - 1);
            double now = values.get(i);
            count += onlyDrops ? now < before ? 1 : 0 : now != before ? 1 : 0;
        }
        return count;
    }

    private double lastTwo(boolean rate) {
        int last = values.size() - 1;
        double before = values.get(last - 1);
        double now = values.get(last);
        double change = rate && now < before ? now : now - before;
        return rate ? change / ((times.get(last) - times.get(last - 1)) / 1000.0) : change;
    }

    private @Nullable Double extrapolated(String function) {
        int n = values.size();
        if (n < 2) {
            return null;
        }
        boolean counter = !function.equals("delta");
        double change = values.getLast() - values.getFirst();
        for (int i = 1; counter && i < n; i++) {
            change += values.get(i) < values.get(i - 1) ? values.get(i - 1) : 0;
        }
        double sampled = (times.getLast() - times.getFirst()) / 1000.0;
        double average = sampled / (n - 1);
        double before = (times.getFirst() - start) / 1000.0;
        double behind = (end - times.getLast()) / 1000.0;
        before = before >= 1.1 * average ? average / 2 : before;
        behind = behind >= 1.1 * average ? average / 2 : behind;
        if (counter && change > 0 && values.getFirst() >= 0) {
            before = Math.min(before, sampled * (values.getFirst() / change));
        }
        double whole = change * (sampled + before + behind) / sampled;
        return function.equals("rate") ? whole / ((end - start) / 1000.0) : whole;
    }

    /** Slope for each second and value at that time, by least squares. */
    private double[] line(long now) {
        int n = values.size();
        double meanX = times.stream().mapToDouble(each -> (each - now) / 1000.0).sum() / n;
        double meanY = sum() / n;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < n; i++) {
            double dx = (times.get(i) - now) / 1000.0 - meanX;
            xy += dx * (values.get(i) - meanY);
            xx += dx * dx;
        }
        return new double[]{xy / xx, meanY - xy / xx * meanX};
    }
}
