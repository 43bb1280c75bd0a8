package dev.tributary.gotemplate.value;

import org.jspecify.annotations.Nullable;

/** A value with fields and methods, as a Go struct: printed as its {@code toString} says. */
public interface GoObject {
    /** The name of its type in error messages. */
    String typeName();

    /**
     * The value of a field or the result of a method.
     *
     * @throws FunctionException when the method fails on these arguments
     */
    @Nullable
    Object member(String name, Arguments arguments) throws FunctionException;

    /** What {@link #member} knows under a name. */
    Member kindOf(String name);

    /** Fields take no arguments, methods as many as they are given. */
    enum Member {
        NONE, FIELD, METHOD
    }
}
