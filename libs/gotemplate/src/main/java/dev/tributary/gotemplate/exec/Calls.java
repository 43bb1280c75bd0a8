package dev.tributary.gotemplate.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.parse.Node;
import dev.tributary.gotemplate.parse.Node.Identifier;
import dev.tributary.gotemplate.parse.Node.Operand;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.GoObject;
import dev.tributary.gotemplate.value.GoType;
import dev.tributary.gotemplate.value.Missing;
import dev.tributary.gotemplate.value.Parameter;
import dev.tributary.gotemplate.value.TemplateFunction;
import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** Calls functions and methods: counts and checks the arguments, and names the place when the callee fails. */
final class Calls {
    private final Functions functions;
    private final Expressions expressions;

    Calls(Run run, Expressions expressions) {
        functions = run.options().functions();
        this.expressions = expressions;
    }

    @Nullable
    Object function(@Nullable Object dot, Identifier identifier, Node call, List<Operand> arguments,
            @Nullable Object last) {
        expressions.at(identifier);
        String name = identifier.name();
        TemplateFunction function = functions.find(name);
        if (function == null) {
            throw expressions.failure(GoQuote.quote(name) + " is not a defined function");
        }
        checkCount(name, function, arguments.size(), last);
        boolean builtIn = functions.isBuiltIn(name);
        if (builtIn && (name.equals("and") || name.equals("or"))) {
            return logical(dot, name.equals("or"), arguments, last);
        }
        List<@Nullable Object> values = values(dot, function, arguments, last);
        try {
            Object result = GoType.normalize(builtIn && name.equals("call")
                    ? called(arguments.isEmpty() ? values.getFirst() : arguments.getFirst(), values)
                    : function.body().call(new Arguments(values)));
            return result == null ? Missing.NIL : result;
        } catch (FunctionException e) {
            expressions.at(call);
            throw expressions.failure("error calling " + name + ": " + e.problem());
        }
    }

    private void checkCount(String name, TemplateFunction function, int written, @Nullable Object last) {
        int given = written + (last == Missing.ARGUMENT ? 0 : 1);
        if (function.variadic() && given < function.required()) {
            throw expressions.failure("wrong number of args for " + name + ": want at least " + function.required()
                    + " got " + written);
        }
        if (!function.variadic() && given != function.required()) {
            throw expressions.failure(
                    "wrong number of args for " + name + ": want " + function.required() + " got " + given);
        }
    }

    /** and, or: no argument is evaluated behind the one that decides. */
    private @Nullable Object logical(@Nullable Object dot, boolean stopAt, List<Operand> arguments,
            @Nullable Object last) {
        Object value = null;
        for (Operand argument : arguments) {
            value = expressions.argument(dot, argument, Parameter.ANY);
            if (GoType.isTrue(value) == stopAt) {
                return value;
            }
        }
        return last == Missing.ARGUMENT ? value : last;
    }

    private List<@Nullable Object> values(@Nullable Object dot, TemplateFunction function, List<Operand> arguments,
            @Nullable Object last) {
        List<@Nullable Object> values = new ArrayList<>(arguments.size() + 1);
        for (int i = 0; i < arguments.size(); i++) {
            values.add(expressions.argument(dot, arguments.get(i), function.parameter(i)));
        }
        if (last != Missing.ARGUMENT) {
            values.add(expressions.checked(last, function.parameter(arguments.size())));
        }
        return values;
    }

    /** The built-in {@code call}: the first value is the function. */
    private static @Nullable Object called(@Nullable Object name, List<@Nullable Object> values)
            throws FunctionException {
        Object callee = values.getFirst();
        if (callee == null) {
            throw new FunctionException("call of nil");
        }
        if (!(callee instanceof TemplateFunction function)) {
            throw new FunctionException("non-function " + name + " of type " + GoType.nameOf(callee));
        }
        List<@Nullable Object> arguments = values.subList(1, values.size());
        if (arguments.size() < function.required() || !function.variadic() && arguments.size() > function.required()) {
            throw new FunctionException("wrong number of args for " + name + ": got " + arguments.size() + " want "
                    + (function.variadic() ? "at least " : "") + function.required());
        }
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = function.parameter(i);
            if (!parameter.takes(arguments.get(i))) {
                throw new FunctionException("arg " + i + ": value has type " + GoType.nameOf(arguments.get(i))
                        + "; should be " + parameter.goType());
            }
        }
        return function.body().call(new Arguments(arguments));
    }

    @Nullable
    Object method(@Nullable Object dot, GoObject object, String name, Node node, List<Operand> arguments,
            @Nullable Object last) {
        List<@Nullable Object> values = new ArrayList<>(arguments.size() + 1);
        for (Operand argument : arguments) {
            values.add(expressions.argument(dot, argument, Parameter.ANY));
        }
        if (last != Missing.ARGUMENT) {
            values.add(last);
        }
        try {
            return GoType.normalize(object.member(name, new Arguments(values)));
        } catch (FunctionException e) {
            expressions.at(node);
            throw expressions.failure("error calling " + name + ": " + e.problem());
        }
    }
}
