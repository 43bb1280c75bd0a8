package dev.tributary.gotemplate.exec;

/** A template that cannot be read or run; the message is Go's, with template name, line and place. */
public final class TemplateException extends Exception {
    public TemplateException(String message) {
        super(message);
    }

    public TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
