package dev.tributary.queryapi.route;

import java.util.List;
import java.util.Locale;

import dev.tributary.model.Matcher;
import dev.tributary.model.text.GoFloat;
import dev.tributary.promql.ast.AtModifier;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.ast.TimeShift;
import dev.tributary.promql.ast.ValueType;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.queryapi.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Syntax trees in the shape that Prometheus' own query editor reads. Durations are milliseconds. */
final class ExprJson {
    private final JsonWriter json;

    ExprJson(JsonWriter json) {
        this.json = json;
    }

    void write(Expr expr) {
        switch (expr) {
            case Expr.NumberLiteral number -> node("numberLiteral").name("val").string(GoFloat.fixed(number.value()));
            case Expr.StringLiteral text -> node("stringLiteral").name("val").string(text.value());
            case Expr.Paren paren -> {
                node("parenExpr");
                child("expr", paren.inner());
            }
            case Expr.Unary unary -> {
                node("unaryExpr").name("op").string(unary.negative() ? "-" : "+");
                child("expr", unary.inner());
            }
            case Expr.Binary binary -> chain(binary.chain());
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> call(call);
            case Expr.VectorSelector selector -> {
                node("vectorSelector");
                selector(selector);
            }
            case Expr.MatrixSelector matrix -> {
                node("matrixSelector");
                duration("range", matrix.range());
                selector(matrix.selector());
            }
            case Expr.Subquery subquery -> subquery(subquery);
        }
        json.endObject();
    }

    private JsonWriter node(String type) {
        return json.beginObject().name("type").string(type);
    }

    private void child(String name, @Nullable Expr expr) {
        json.name(name);
        if (expr == null) {
            json.nothing();
        } else {
            write(expr);
        }
    }

    /** The last operator of a chain is the outermost object and holds the others as its left operands. */
    private void chain(List<Expr.Binary> links) {
        for (Expr.Binary link : links.reversed()) {
            node("binaryExpr").name("op").string(link.operator().symbol()).name("lhs");
        }
        write(links.getFirst().left());
        for (Expr.Binary link : links.subList(0, links.size() - 1)) {
            rest(link);
            json.endObject();
        }
        rest(links.getLast());
    }

    private void rest(Expr.Binary binary) {
        child("rhs", binary.right());
        json.name("matching");
        VectorMatching matching = binary.matching();
        if (matching == null) {
            json.nothing();
        } else {
            matching(matching);
        }
        json.name("bool").bool(binary.returnBool());
    }

    private void matching(VectorMatching matching) {
        json.beginObject().name("card").string(matching.cardinality().text());
        json.name("labels").strings(matching.labels()).name("on").bool(matching.on());
        json.name("include").strings(matching.include()).name("fillValues").beginObject();
        fill("lhs", matching.fillLeft());
        fill("rhs", matching.fillRight());
        json.endObject().endObject();
    }

    private void fill(String side, @Nullable Double value) {
        json.name(side);
        if (value == null) {
            json.nothing();
        } else if (Double.isFinite(value)) {
            json.number((double) value);
        } else {
            json.string(GoFloat.fixed(value));
        }
    }

    private void aggregate(Expr.Aggregate aggregate) {
        node("aggregation").name("op").string(aggregate.operation().keyword());
        child("expr", aggregate.input());
        child("param", aggregate.parameter());
        json.name("grouping").strings(aggregate.grouping().labels());
        json.name("without").bool(aggregate.grouping().without());
    }

    private void call(Expr.Call call) {
        FunctionSignature function = call.function();
        node("call").name("func").beginObject().name("name").string(function.name());
        json.name("argTypes").strings(function.arguments().stream().map(ExprJson::typeName).toList());
        json.name("variadic").number(function.variadic()).name("returnType").string(typeName(function.result()));
        json.endObject().name("args").beginArray();
        call.arguments().forEach(this::write);
        json.endArray();
    }

    private static String typeName(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void selector(Expr.VectorSelector selector) {
        json.name("name").string(selector.name());
        shift(selector.shift());
        json.name("matchers").beginArray();
        for (Matcher matcher : selector.matchers()) {
            json.beginObject().name("name").string(matcher.name()).name("value").string(matcher.value()).name("type")
                    .string(matcher.type().symbol()).endObject();
        }
        json.endArray().name("anchored").bool(selector.extension() == RangeExtension.ANCHORED);
        json.name("smoothed").bool(selector.extension() == RangeExtension.SMOOTHED);
    }

    private void subquery(Expr.Subquery subquery) {
        node("subquery");
        child("expr", subquery.inner());
        duration("range", subquery.range());
        duration("step", subquery.step());
        shift(subquery.shift());
    }

    private void shift(TimeShift shift) {
        duration("offset", shift.offset());
        AtModifier at = shift.at();
        json.name("timestamp");
        if (at instanceof AtModifier.Fixed(long millis)) {
            json.number(millis);
        } else {
            json.nothing();
        }
        json.name("startOrEnd");
        switch (at) {
            case AtModifier.Start _ -> json.string("start");
            case AtModifier.End _ -> json.string("end");
            case AtModifier.Fixed _ -> json.nothing();
            case null -> json.nothing();
        }
    }

    /** A literal stands in the plain field; anything that is computed stands beside it as a tree. */
    private void duration(String name, @Nullable DurationExpr duration) {
        boolean literal = duration instanceof DurationExpr.Literal;
        json.name(name).number(duration instanceof DurationExpr.Literal(double seconds, _, _)
                ? Math.round(seconds * 1000)
                : 0L);
        json.name(name + "Expr");
        if (duration == null || literal) {
            json.nothing();
        } else {
            tree(duration, false);
        }
    }

    private void tree(DurationExpr duration, boolean wrapped) {
        switch (duration) {
            case DurationExpr.Literal(double seconds, boolean asDuration, _) -> json.beginObject().name("type")
                    .string("numberLiteral").name("val").string(GoFloat.fixed(seconds)).name("duration")
                    .bool(asDuration).endObject();
            case DurationExpr.Group(DurationExpr inner, _) -> tree(inner, true);
            case DurationExpr.Negative(DurationExpr inner, _) -> operation("-", null, inner, wrapped);
            case DurationExpr.Arithmetic(var operator, var left, var right) ->
                operation(operator.symbol(), left, right, wrapped);
            case DurationExpr.Extreme(boolean maximum, var left, var right) ->
                operation(maximum ? "max_of" : "min_of", left, right, wrapped);
            case DurationExpr.Step _ -> operation("step", null, null, wrapped);
            case DurationExpr.Range _ -> operation("range", null, null, wrapped);
        }
    }

    private void operation(String operator, @Nullable DurationExpr left, @Nullable DurationExpr right,
            boolean wrapped) {
        json.beginObject().name("type").string("durationExpr").name("op").string(operator);
        side("lhs", left);
        side("rhs", right);
        json.name("wrapped").bool(wrapped).endObject();
    }

    private void side(String name, @Nullable DurationExpr duration) {
        json.name(name);
        if (duration == null) {
            json.nothing();
        } else {
            tree(duration, false);
        }
    }
}
