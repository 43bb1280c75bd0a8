package dev.tributary.promql.ast;

import java.util.List;

/**
 * What the checker knows of a function.
 *
 * @param name         name in queries
 * @param arguments    types of the declared arguments
 * @param variadic     0: exactly the declared arguments; n &gt; 0: the last one may be missing or come up to n times;
 *                     -1: any number of times
 * @param result       type of the value
 * @param experimental needs the experimental functions to be enabled
 */
public record FunctionSignature(String name, List<ValueType> arguments, int variadic, ValueType result,
        boolean experimental) {
    public FunctionSignature {
        arguments = List.copyOf(arguments);
    }
}
