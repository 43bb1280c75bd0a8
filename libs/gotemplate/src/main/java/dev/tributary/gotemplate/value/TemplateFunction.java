package dev.tributary.gotemplate.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A function that templates call. It gets as many arguments as its signature says, of those types.
 *
 * @param parameters what it takes
 * @param variadic   true when the last parameter may stand any number of times, also not at all
 * @param body       what it does
 */
public record TemplateFunction(List<Parameter> parameters, boolean variadic, Body body) {
    public TemplateFunction {
        parameters = List.copyOf(parameters);
        if (variadic && parameters.isEmpty()) {
            throw new IllegalArgumentException("a variadic function needs a parameter to repeat");
        }
    }

    /** Computes the result; normal values are texts, Long, Double, Boolean, lists, maps and Go objects. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object call(Arguments arguments) throws FunctionException;
    }

    /** Parameters that must be given. */
    public int required() {
        return variadic ? parameters.size() - 1 : parameters.size();
    }

    /** The parameter that takes the argument at that place. */
    public Parameter parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }
}
