package dev.tributary.gotemplate.exec;

/** Ends a run with a message; carries no stack, because templates fail line after line. */
final class Failure extends RuntimeException {
    private final String text;

    Failure(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    String text() {
        return text;
    }
}
