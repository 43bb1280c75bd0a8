package dev.tributary.gotemplate.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.Comparison;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.GoFormat;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.gotemplate.value.Indexing;
import dev.tributary.gotemplate.value.Parameter;
import dev.tributary.gotemplate.value.TemplateFunction;
import org.jspecify.annotations.Nullable;

import static dev.tributary.gotemplate.value.Parameter.ANY;
import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** The functions that every template has. */
final class Builtins {
    static final Map<String, TemplateFunction> BY_NAME = Map.ofEntries(
            // and, or and call are run by the evaluator, which stops early and needs the callee; these state their form.
            variadic("and", args -> args.last(), ANY, ANY), variadic("or", args -> args.last(), ANY, ANY),
            variadic("call", args -> args.first(), ANY, ANY),
            fixed("not", args -> !GoType.isTrue(args.first()), ANY),

            variadic("eq", args -> Comparison.equalsAny(args.first(), args.from(1)), ANY, ANY),
            fixed("ne", args -> !Comparison.equalsAny(args.first(), args.from(1)), ANY, ANY),
            fixed("lt", args -> Comparison.isLess(args.get(0), args.get(1)), ANY, ANY),
            fixed("le", Builtins::isLessOrEqual, ANY, ANY), fixed("gt", args -> !isLessOrEqual(args), ANY, ANY),
            fixed("ge", args -> !Comparison.isLess(args.get(0), args.get(1)), ANY, ANY),

            variadic("index", args -> Indexing.index(args.first(), args.from(1)), ANY, ANY),
            variadic("slice", args -> Indexing.slice(args.first(), args.from(1)), ANY, ANY),
            fixed("len", args -> Indexing.length(args.first()), ANY),

            variadic("print", args -> GoFormat.sprint(args.from(0)), ANY),
            variadic("println", args -> GoFormat.sprintln(args.from(0)), ANY),
            variadic("printf", args -> GoFormat.sprintf(args.text(0), args.from(1)), TEXT, ANY),
            variadic("html", args -> Escaping.html(shown(args)), ANY),
            variadic("js", args -> Escaping.javascript(shown(args)), ANY),
            variadic("urlquery", args -> Escaping.query(shown(args)), ANY));

    private Builtins() {
    }

    private static Map.Entry<String, TemplateFunction> fixed(String name, TemplateFunction.Body body,
            Parameter... parameters) {
        return Map.entry(name, new TemplateFunction(List.of(parameters), false, body));
    }

    private static Map.Entry<String, TemplateFunction> variadic(String name, TemplateFunction.Body body,
            Parameter... parameters) {
        return Map.entry(name, new TemplateFunction(List.of(parameters), true, body));
    }

    private static boolean isLessOrEqual(Arguments args) throws FunctionException {
        return Comparison.isLess(args.get(0), args.get(1)) || Comparison.equalsAny(args.get(0), args.from(1));
    }

    /** The arguments as an action would print them: nothing is shown as such. */
    private static String shown(Arguments args) {
        List<@Nullable Object> shown = new ArrayList<>();
        for (Object arg : args.from(0)) {
            shown.add(arg == null ? "<no value>" : arg);
        }
        return GoFormat.sprint(shown);
    }
}
