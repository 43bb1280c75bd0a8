package dev.tributary.gotemplate.value;

/** Stand-ins for what is not there, where null alone would not tell why. Live only between two steps of one expression. */
public enum Missing {
    /**
     * A nil found inside a map, list or field. Go tells it from no value at all: a field of it is an error, a field of
     * nothing is nothing.
     */
    NIL,
    /** No value comes in from the command before, as there is none. */
    ARGUMENT
}
