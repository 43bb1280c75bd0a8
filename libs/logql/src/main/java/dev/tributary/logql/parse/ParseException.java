package dev.tributary.logql.parse;

/** A query that is no LogQL. The message has the form {@code parse error at line 1, col 5: ...}. */
public final class ParseException extends RuntimeException {
    private ParseException(String message) {
        super(message);
    }

    /** A problem at a place. The line is 0 where Loki does not know it, which is behind tokens of several characters. */
    static ParseException at(int line, int column, String problem) {
        return line == 0 && column == 0
                ? of(problem)
                : new ParseException("parse error at line " + line + ", col " + column + ": " + problem);
    }

    /** A problem of the query as a whole. */
    public static ParseException of(String problem) {
        return new ParseException("parse error : " + problem);
    }

    /** A problem that stands for itself. */
    static ParseException plain(String problem) {
        return new ParseException(problem);
    }
}
