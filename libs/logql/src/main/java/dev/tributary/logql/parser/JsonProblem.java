package dev.tributary.logql.parser;

/** JSON that is none, in the words of the JSON library that Loki uses. Without a stack trace: logs hold much that is none. */
final class JsonProblem extends RuntimeException {
    static final String MALFORMED = "Malformed JSON error";
    static final String STRING = "Value is string, but can't find closing '\"' symbol";
    static final String ARRAY = "Value is array, but can't find closing ']' symbol";
    static final String OBJECT = "Value looks like object, but can't find closing '}' symbol";
    static final String UNKNOWN = "Unknown value type";
    static final String ESCAPE = "Encountered an invalid escape sequence in a string";

    JsonProblem(String message) {
        super(message, null, false, false);
    }
}
