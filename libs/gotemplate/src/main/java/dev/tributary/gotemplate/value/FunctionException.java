package dev.tributary.gotemplate.value;

/** What a function says of arguments it cannot work with; ends the run of the template. */
public final class FunctionException extends Exception {
    public FunctionException(String message) {
        super(message);
    }

    /** The problem in words. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
