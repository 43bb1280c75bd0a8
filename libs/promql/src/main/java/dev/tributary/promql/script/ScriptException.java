package dev.tributary.promql.script;

/** A script that cannot be read. Lines count from one. */
public final class ScriptException extends RuntimeException {
    private final int line;

    public ScriptException(int line, String problem) {
        super(problem);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
