package dev.tributary.promql.plan;

import java.util.ArrayList;
import java.util.List;

import com.google.re2j.Matcher;
import dev.tributary.model.LabelPattern;
import dev.tributary.model.Labels;
import dev.tributary.promql.ast.ByteText;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.exec.Relabel;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.failure.QueryFailure;

/** Plans {@code label_replace} and {@code label_join}. */
final class LabelPlanner {
    private final Planner planner;

    LabelPlanner(Planner planner) {
        this.planner = planner;
    }

    VectorOperator plan(Expr.Call call, Scope scope) {
        return call.function().name().equals("label_replace") ? replace(call, scope) : join(call, scope);
    }

    private VectorOperator replace(Expr.Call call, Scope scope) {
        String target = string(call, 1);
        String replacement = string(call, 2);
        String source = string(call, 3);
        String regex = string(call, 4);
        LabelPattern pattern;
        try {
            pattern = LabelPattern.compile(regex);
        } catch (IllegalArgumentException e) {
            throw failure("invalid regular expression in label_replace(): " + regex);
        }
        if (!ByteText.isName(target)) {
            throw failure("invalid destination label name in label_replace(): " + target);
        }
        ReplacementTemplate template = new ReplacementTemplate(replacement);
        return new Relabel(planner.vector(call.arguments().getFirst(), scope), labels -> {
            Matcher matcher = pattern.re2().matcher(labels.get(source));
            return matcher.matches() ? labels.with(target, template.expand(matcher)) : labels;
        }, target.equals(Labels.NAME));
    }

    private VectorOperator join(Expr.Call call, Scope scope) {
        String target = string(call, 1);
        String separator = string(call, 2);
        List<String> sources = strings(call, 3);
        for (String source : sources) {
            if (!ByteText.isName(source)) {
                throw failure("invalid source label name in label_join(): " + source);
            }
        }
        if (!ByteText.isName(target)) {
            throw failure("invalid destination label name in label_join(): " + target);
        }
        return new Relabel(planner.vector(call.arguments().getFirst(), scope),
                labels -> labels.with(target, String.join(separator, sources.stream().map(labels::get).toList())),
                target.equals(Labels.NAME));
    }

    private static QueryFailure failure(String message) {
        return QueryFailure.execution(ByteText.replaceInvalid(message));
    }

    /** The text of an argument that must be a string literal. */
    static String string(Expr.Call call, int index) {
        if (!(Parens.strip(call.arguments().get(index)) instanceof Expr.StringLiteral literal)) {
            throw new IllegalStateException("the checker let through an argument that is no string: " + call);
        }
        return literal.value();
    }

    /** The texts of all arguments from one on. */
    static List<String> strings(Expr.Call call, int from) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < call.arguments().size(); i++) {
            texts.add(string(call, i));
        }
        return texts;
    }
}
