package dev.tributary.gotemplate.parse;

/** What is wrong with a template's text. */
public final class ParseException extends Exception {
    ParseException(String message) {
        super(message);
    }
}
