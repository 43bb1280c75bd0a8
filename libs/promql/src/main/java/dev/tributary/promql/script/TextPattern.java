package dev.tributary.promql.script;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A text that must be found: exactly, by an expression, or any at all. */
final class TextPattern {
    private final @Nullable String exact;
    private final @Nullable Pattern expression;

    private TextPattern(@Nullable String exact, @Nullable Pattern expression) {
        this.exact = exact;
        this.expression = expression;
    }

    static TextPattern any() {
        return new TextPattern(null, null);
    }

    static TextPattern exact(String text) {
        return new TextPattern(text, null);
    }

    static TextPattern expression(String source, int line) {
        try {
            return new TextPattern(null, Pattern.compile(source));
        } catch (PatternSyntaxException e) {
            throw new ScriptException(line, "invalid regex " + source + ": " + e.getMessage());
        }
    }

    boolean matches(String text) {
        if (exact != null) {
            return exact.equals(text);
        }
        return expression == null || expression.matcher(text).find();
    }

    @Override
    public String toString() {
        if (exact != null) {
            return "message \"" + exact + "\"";
        }
        return expression == null ? "anything" : "pattern \"" + expression.pattern() + "\"";
    }
}
