package dev.tributary.promql;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes random queries. What jumps when its input moves by a rounding error (comparisons, rounding, counting of changes and
 * resets) is only asked of exact values, so that two right evaluators cannot disagree.
 */
final class RandomQuery {
    private final RandomGenerator random;
    private final boolean histograms;

    /** With {@code histograms}, queries also select native histograms. */
    RandomQuery(RandomGenerator random, boolean histograms) {
        this.random = random;
        this.histograms = histograms;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String vector(int depth) {
        if (depth == 0) {
            return selector();
        }
        return switch (random.nextInt(13)) {
            case 0, 1 -> aggregation(vector(depth - 1));
            case 2, 3 -> joined(vector(depth - 1), one("+", "-", "*", "/"), vector(depth - 1));
            case 4 -> chance(20)
                    ? exact(depth - 1) + " ^ " + scalar(depth - 1)
                    : vector(depth - 1) + " " + one("+", "-", "*", "/") + " " + scalar(depth - 1);
            case 5 -> scalar(depth - 1) + " " + one("+", "-", "*", "/", "atan2") + " (" + vector(depth - 1) + ")";
            // What makes much of a rounding error gets values without any
            case 6 -> chance(30)
                    ? one("abs", "deg", "tanh") + "(" + vector(depth - 1) + ")"
                    : one("sqrt", "exp", "ln", "sin") + "(" + exact(depth - 1) + ")";
            case 7 -> clamped(vector(depth - 1), depth);
            case 8, 9 -> window(depth);
            case 10 -> "-(" + vector(depth - 1) + ")";
            case 11 -> labelled(depth);
            default -> exact(depth - 1);
        };
    }

    private String clamped(String vector, int depth) {
        return chance(50) ? "clamp_min(" + vector + ", " + scalar(depth - 1) + ")" : "clamp(" + vector + ", -5, 40)";
    }

    private String labelled(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "label_replace(" + vector(depth - 1) + ", \"z\", \"v$1\", \"x\", \"(.*)\")";
            case 1 -> "label_join(" + vector(depth - 1) + ", \"z\", \"-\", \"x\", \"y\")";
            case 2 -> "absent(" + selector() + ")";
            default -> "timestamp(" + selector() + ")";
        };
    }

    /** A vector of values without rounding errors. */
    String exact(int depth) {
        if (depth <= 0) {
            return selector();
        }
        return switch (random.nextInt(11)) {
            case 0 -> one("sum", "min", "max", "count", "group") + grouping() + "(" + exact(depth - 1) + ")";
            case 1 ->
                one("sum", "min", "max", "count", "last", "first", "present") + "_over_time(" + range(depth) + ")";
            case 2 -> joined(exact(depth - 1), one(">", "<", ">=", "<=", "==", "!=", "> bool", "== bool"),
                    exact(depth - 1));
            case 3 -> exact(depth - 1) + " " + one(">", "<", "!=", "<= bool") + " " + random.nextInt(-5, 60);
            case 4 -> exact(depth - 1) + " " + one("+", "-") + " " + random.nextInt(5);
            case 5, 6 -> joinedSet(exact(depth - 1), exact(depth - 1));
            case 7 -> one("round", "floor", "ceil", "sgn") + "(" + exact(depth - 1) + ")";
            case 8 -> one("resets", "changes") + "(" + range(depth) + ")";
            case 9 -> one("topk", "bottomk") + grouping() + "(" + random.nextInt(4) + ", " + floatSelector() + ")";
            default -> "count_values" + grouping() + "(\"v\", " + selector() + ")";
        };
    }

    String scalar(int depth) {
        if (depth <= 0) {
            return one("2", "0.5", "-3", "1e3", "pi()");
        }
        return switch (random.nextInt(5)) {
            case 0 -> "scalar(" + exact(depth - 1) + ")";
            case 1 -> "time()";
            case 2 -> "(" + scalar(depth - 1) + " " + one("+", "-", "*") + " " + scalar(depth - 1) + ")";
            case 3 -> "scalar(sum(" + selector() + "))";
            default -> String.valueOf(random.nextInt(1, 10));
        };
    }

    private String window(int depth) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> one("rate", "increase", "delta", "irate", "idelta", "deriv") + "(" + range(depth) + ")";
            case 2 -> one("avg", "stddev", "stdvar") + "_over_time(" + range(depth) + ")";
            case 3 -> "quantile_over_time(" + one("0.5", "0.9", "0") + ", " + range(depth) + ")";
            default ->
                chance(50) ? "predict_linear(" + range(depth) + ", 60)" : "absent_over_time(" + range(depth) + ")";
        };
    }

    private String range(int depth) {
        String width = one("1m", "90s", "5m", "45s");
        if (depth > 1 && chance(30)) {
            return "(" + exact(depth - 2) + ")[" + width + ":" + one("15s", "20s", "1m", "") + "]" + shift();
        }
        return name() + matchers() + "[" + width + "]" + shift();
    }

    private String joined(String left, String operator, String right) {
        String l = "(" + left + ") " + operator;
        String r = "(" + right + ")";
        return switch (random.nextInt(7)) {
            case 0 -> l + " on (x, y) " + r;
            case 5 -> l + " on (x) " + r;
            case 1 -> l + " ignoring (z) " + r;
            case 2 -> l + " on (x) group_left () sum by (x) " + r;
            case 3 -> "sum by (y) " + l + " on (y) group_right () " + r;
            case 4 -> l + " on () group_left () sum" + r;
            default -> l + " " + r;
        };
    }

    private String joinedSet(String left, String right) {
        return "(" + left + ") " + one("and", "or", "unless") + one("", " on (x)", " ignoring (y)") + " (" + right
                + ")";
    }

    private String aggregation(String vector) {
        return switch (random.nextInt(4)) {
            case 0 -> "quantile" + grouping() + "(" + one("0.5", "0.25", "1") + ", " + vector + ")";
            case 1 -> one("stddev", "stdvar") + grouping() + "(" + vector + ")";
            default -> one("sum", "avg", "min", "max", "count") + grouping() + "(" + vector + ")";
        };
    }

    private String grouping() {
        return one("", " by (x)", " by (y)", " without (x)", " by (x, y)");
    }

    private String name() {
        List<String> names = chance(50) ? RandomData.GAUGES : RandomData.COUNTERS;
        return histograms && chance(25) ? RandomData.HISTOGRAM : names.get(random.nextInt(names.size()));
    }

    private String selector() {
        return name() + matchers() + shift();
    }

    private String floatSelector() {
        return one("ga", "cb_total") + matchers() + shift();
    }

    private String matchers() {
        return one("", "", "{x=\"1\"}", "{y=~\"p|q\"}", "{y!=\"q\"}", "{x!~\"2.*\"}");
    }

    private String shift() {
        return one("", "", "", " offset 1m", " offset -30s", " @ 600", " @ start()", " @ end()", " @ 300 offset 20s");
    }
}
