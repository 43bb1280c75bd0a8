package dev.tributary.promql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.AtModifier;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Grouping;
import dev.tributary.promql.ast.TimeShift;
import dev.tributary.promql.ast.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * PromQL of floats in the plainest way: recursive, one instant at a time, every list made anew. Slow, and short enough to be
 * seen to be right; what the engine answers is compared with it.
 */
final class DirectEvaluator {
    private static final long LOOKBACK = 300_000;
    private static final long SUBQUERY_STEP = 60_000;

    private final Map<Labels, NavigableMap<Long, Double>> data;
    private final long start;
    private final long end;
    /** For each function of windows the series that it made, and from which it did. */
    private final IdentityHashMap<Expr.Call, Map<Labels, Labels>> origins = new IdentityHashMap<>();

    DirectEvaluator(Map<Labels, NavigableMap<Long, Double>> data, long start, long end) {
        this.data = data;
        this.start = start;
        this.end = end;
    }

    /** One element of a vector. */
    record Element(Labels labels, double value) {
    }

    /** The query has no value; the message is how the engine's begins. */
    static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    double scalar(Expr expr, long now) {
        return switch (expr) {
            case Expr.NumberLiteral literal -> literal.value();
            case Expr.Paren paren -> scalar(paren.inner(), now);
            case Expr.Unary unary -> (unary.negative() ? -1 : 1) * scalar(unary.inner(), now);
            case Expr.Binary binary -> arithmetic(binary.operator(), scalar(binary.left(), now),
                    scalar(binary.right(), now));
            case Expr.Call call -> switch (call.function().name()) {
                case "time" -> now / 1000.0;
                case "pi" -> Math.PI;
                case "scalar" -> {
                    List<Element> elements = vector(call.arguments().getFirst(), now);
                    yield elements.size() == 1 ? elements.getFirst().value() : Double.NaN;
                }
                default -> throw new IllegalStateException("no scalar: " + call);
            };
            default -> throw new IllegalStateException("no scalar: " + expr);
        };
    }

    List<Element> vector(Expr expr, long now) {
        List<Element> result = switch (expr) {
            case Expr.Paren paren -> vector(paren.inner(), now);
            case Expr.Unary unary -> map(unary.inner(), now, value -> unary.negative() ? -value : value);
            case Expr.VectorSelector selector -> newest(selector, now, false);
            case Expr.Binary binary -> binary(binary, now);
            case Expr.Aggregate aggregate -> aggregate(aggregate, now);
            case Expr.Call call -> call(call, now);
            default -> throw new IllegalStateException("no vector: " + expr);
        };
        if (result.stream().map(Element::labels).distinct().count() < result.size()) {
            throw new RefusedException("vector cannot contain metrics with the same labelset");
        }
        return result;
    }

    private interface Function {
        double apply(double value);
    }

    private List<Element> map(Expr inner, long now, Function function) {
        return vector(inner, now).stream()
                .map(each -> new Element(each.labels().without(Labels.NAME), function.apply(each.value()))).toList();
    }

    private long shifted(TimeShift shift, long now) {
        long at = switch (shift.at()) {
            case AtModifier.Fixed fixed -> fixed.millis();
            case AtModifier.Start _ -> start;
            case AtModifier.End _ -> end;
            case null -> now;
        };
        return shift.offset() == null ? at : at - millis(shift.offset());
    }

    private static long millis(@Nullable DurationExpr duration) {
        return duration instanceof DurationExpr.Literal literal ? Math.round(literal.seconds() * 1000) : SUBQUERY_STEP;
    }

    private Map<Labels, NavigableMap<Long, Double>> matching(List<Matcher> matchers) {
        Map<Labels, NavigableMap<Long, Double>> found = new TreeMap<>(data);
        found.keySet().removeIf(labels -> !matchers.stream().allMatch(m -> m.matches(labels.get(m.name()))));
        return found;
    }

    private List<Element> newest(Expr.VectorSelector selector, long now, boolean time) {
        long at = shifted(selector.shift(), now);
        List<Element> elements = new ArrayList<>();
        matching(selector.matchers()).forEach((labels, samples) -> {
            Map.Entry<Long, Double> newest = samples.floorEntry(at);
            if (newest != null && newest.getKey() > at - LOOKBACK && !StaleMarker.is(newest.getValue())) {
                elements.add(time
                        ? new Element(labels.without(Labels.NAME), newest.getKey() / 1000.0)
                        : new Element(labels, newest.getValue()));
            }
        });
        return elements;
    }

    private Map<Labels, DirectWindow> windows(Expr expr, long now) {
        return switch (expr) {
            case Expr.MatrixSelector matrix -> stored(matrix, now);
            case Expr.Subquery subquery -> computed(subquery, now);
            case Expr.Paren paren -> windows(paren.inner(), now);
            default -> throw new IllegalStateException("no range vector: " + expr);
        };
    }

    private Map<Labels, DirectWindow> stored(Expr.MatrixSelector matrix, long now) {
        long to = shifted(matrix.selector().shift(), now);
        long from = to - millis(matrix.range());
        Map<Labels, DirectWindow> windows = new LinkedHashMap<>();
        matching(matrix.selector().matchers()).forEach((labels, samples) -> {
            NavigableMap<Long, Double> inside = new TreeMap<>(samples.subMap(from, false, to, true));
            inside.values().removeIf(StaleMarker::is);
            windows.put(labels, new DirectWindow(List.copyOf(inside.keySet()), List.copyOf(inside.values()), from, to));
        });
        return windows;
    }

    private Map<Labels, DirectWindow> computed(Expr.Subquery subquery, long now) {
        long to = shifted(subquery.shift(), now);
        long from = to - millis(subquery.range());
        long step = millis(subquery.step());
        Map<Labels, DirectWindow> windows = new LinkedHashMap<>();
        for (long time = Math.floorDiv(from, step) * step + step; time <= to; time += step) {
            for (Element each : vector(subquery.inner(), time)) {
                DirectWindow window = windows.computeIfAbsent(each.labels(),
                        _ -> new DirectWindow(new ArrayList<>(), new ArrayList<>(), from, to));
                window.times().add(time);
                window.values().add(each.value());
            }
        }
        return windows;
    }

    private List<Element> call(Expr.Call call, long now) {
        List<Expr> arguments = call.arguments();
        Expr first = arguments.getFirst();
        String name = call.function().name();
        return switch (name) {
            case "abs" -> map(first, now, Math::abs);
            case "sqrt" -> map(first, now, Math::sqrt);
            case "exp" -> map(first, now, Math::exp);
            case "ln" -> map(first, now, Math::log);
            case "sin" -> map(first, now, Math::sin);
            case "deg" -> map(first, now, value -> value * 180 / Math.PI);
            case "tanh" -> map(first, now, Math::tanh);
            case "floor" -> map(first, now, Math::floor);
            case "ceil" -> map(first, now, Math::ceil);
            case "sgn" -> map(first, now, Math::signum);
            case "round" -> map(first, now, value -> Math.floor(value + 0.5));
            case "clamp_min" -> map(first, now, value -> larger(value, scalar(arguments.get(1), now)));
            case "clamp" -> map(first, now, value -> Math.clamp(value, scalar(arguments.get(1), now),
                    scalar(arguments.get(2), now)));
            case "timestamp" -> newest((Expr.VectorSelector) first, now, true);
            case "absent" -> vector(first, now).isEmpty() ? List.of(new Element(demanded(first), 1)) : List.of();
            case "absent_over_time" -> windows(first, now).values().stream().allMatch(each -> each.values().isEmpty())
                    ? List.of(new Element(demanded(first), 1))
                    : List.of();
            case "label_replace" -> labelled(vector(first, now), labels -> "v" + labels.get("x"));
            case "label_join" -> labelled(vector(first, now), labels -> labels.get("x") + "-" + labels.get("y"));
            default -> overTime(call, now);
        };
    }

    /** As in Go, infinity is larger than NaN. */
    private static double larger(double a, double b) {
        double infinity = Double.POSITIVE_INFINITY;
        return a == infinity || b == infinity ? infinity : Math.max(a, b);
    }

    private interface NewLabel {
        String of(Labels labels);
    }

    private static List<Element> labelled(List<Element> elements, NewLabel label) {
        return elements.stream()
                .map(each -> new Element(each.labels().with("z", label.of(each.labels())), each.value())).toList();
    }

    private static Labels demanded(Expr expr) {
        return switch (expr) {
            case Expr.MatrixSelector matrix -> demanded(matrix.selector());
            case Expr.VectorSelector selector -> {
                Labels.Builder labels = Labels.builder();
                selector.matchers().stream().filter(m -> m.toString().contains("=\"") && !m.toString().contains("!"))
                        .filter(m -> !m.name().equals(Labels.NAME)).forEach(m -> labels.set(m.name(), m.value()));
                yield labels.build();
            }
            default -> Labels.EMPTY;
        };
    }

    private List<Element> overTime(Expr.Call call, long now) {
        String name = call.function().name();
        double parameter = 0;
        Map<Labels, DirectWindow> windows = Map.of();
        for (Expr argument : call.arguments()) {
            if (argument.type() == ValueType.SCALAR) {
                parameter = scalar(argument, now);
            } else {
                windows = windows(argument, now);
            }
        }
        List<Element> result = new ArrayList<>();
        boolean keepsName = name.equals("last_over_time") || name.equals("first_over_time");
        for (Map.Entry<Labels, DirectWindow> each : windows.entrySet()) {
            Double value = each.getValue().call(name, parameter, now);
            if (value != null) {
                Labels labels = keepsName ? each.getKey() : each.getKey().without(Labels.NAME);
                checkOrigin(call, labels, each.getKey());
                result.add(new Element(labels, value));
            }
        }
        return result;
    }

    /** A function of windows gives one series for each it reads: two of the same labels do not become one by taking turns. */
    private void checkOrigin(Expr.Call call, Labels labels, Labels read) {
        Labels before = origins.computeIfAbsent(call, _ -> new HashMap<>()).putIfAbsent(labels, read);
        if (before != null && !before.equals(read)) {
            throw new RefusedException("vector cannot contain metrics with the same labelset");
        }
    }

    private List<Element> binary(Expr.Binary binary, long now) {
        boolean scalarLeft = binary.left().type() == ValueType.SCALAR;
        boolean scalarRight = binary.right().type() == ValueType.SCALAR;
        if (!scalarLeft && !scalarRight) {
            return new DirectJoin(binary).join(vector(binary.left(), now), vector(binary.right(), now));
        }
        double scalar = scalar(scalarLeft ? binary.left() : binary.right(), now);
        boolean keepsName = !binary.operator().changesMetric() && !binary.returnBool();
        List<Element> result = new ArrayList<>();
        for (Element each : vector(scalarLeft ? binary.right() : binary.left(), now)) {
            Double value = scalarLeft ? apply(binary, scalar, each.value()) : apply(binary, each.value(), scalar);
            if (value != null) {
                result.add(new Element(keepsName ? each.labels() : each.labels().without(Labels.NAME), value));
            }
        }
        return result;
    }

    /** The value of an operator, null where a comparison filters the element out. */
    static @Nullable Double apply(Expr.Binary binary, double left, double right) {
        Double compared = DirectJoin.compare(binary.operator(), left, right);
        if (compared == null) {
            return arithmetic(binary.operator(), left, right);
        }
        return binary.returnBool() ? compared : compared == 1 ? (Double) left : null;
    }

    private static double arithmetic(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case POWER -> left == 1 ? 1 : Math.pow(left, right);
            case ATAN2 -> Math.atan2(left, right);
            default -> throw new IllegalStateException("not evaluated directly: " + operator);
        };
    }

    private List<Element> aggregate(Expr.Aggregate aggregate, long now) {
        Map<Labels, List<Element>> groups = new LinkedHashMap<>();
        for (Element each : vector(aggregate.input(), now)) {
            Labels key = group(aggregate.grouping(), each.labels());
            if (aggregate.operation() == Aggregation.COUNT_VALUES) {
                key = key.with("v", BigDecimal.valueOf(each.value()).stripTrailingZeros().toPlainString());
            }
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
        }
        List<Element> result = new ArrayList<>();
        groups.forEach((labels, members) -> {
            switch (aggregate.operation()) {
                case TOPK, BOTTOMK -> result.addAll(ranked(aggregate, members, now));
                default -> result.add(new Element(labels, value(aggregate, members, now)));
            }
        });
        return result;
    }

    private static Labels group(Grouping grouping, Labels labels) {
        Labels.Builder key = Labels.builder();
        labels.forEach((name, value) -> {
            boolean listed = grouping.labels().contains(name);
            if (grouping.without() ? !listed && !name.equals(Labels.NAME) : listed) {
                key.set(name, value);
            }
        });
        return key.build();
    }

    private List<Element> ranked(Expr.Aggregate aggregate, List<Element> members, long now) {
        List<Element> sorted = new ArrayList<>(members);
        int sign = aggregate.operation() == Aggregation.TOPK ? -1 : 1;
        sorted.sort((a, b) -> sign * Double.compare(a.value(), b.value()));
        int count = (int) parameter(aggregate, now);
        return sorted.subList(0, Math.min(sorted.size(), count));
    }

    private double parameter(Expr.Aggregate aggregate, long now) {
        Expr parameter = aggregate.parameter();
        return parameter == null ? Double.NaN : scalar(parameter, now);
    }

    private double value(Expr.Aggregate aggregate, List<Element> members, long now) {
        List<Double> values = members.stream().map(Element::value).toList();
        return switch (aggregate.operation()) {
            case SUM -> values.stream().mapToDouble(each -> each).sum();
            case AVG -> values.stream().mapToDouble(each -> each).sum() / values.size();
            case COUNT, COUNT_VALUES -> values.size();
            case GROUP -> 1;
            case MIN ->
                values.stream().filter(each -> !each.isNaN()).mapToDouble(each -> each).min().orElse(Double.NaN);
            case MAX ->
                values.stream().filter(each -> !each.isNaN()).mapToDouble(each -> each).max().orElse(Double.NaN);
            case STDVAR -> DirectWindow.variance(values);
            case STDDEV -> Math.sqrt(DirectWindow.variance(values));
            case QUANTILE -> DirectWindow.quantile(parameter(aggregate, now), values);
            case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> throw new IllegalStateException("no single value");
        };
    }
}
