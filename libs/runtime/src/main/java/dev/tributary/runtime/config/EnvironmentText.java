package dev.tributary.runtime.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} in values by the environment; {@code $$} stands for one dollar sign. Other dollar signs stay, so
 * that {@code $1} and {@code ${1}} of relabeling need no escape. Works on values after parsing: a variable's content can
 * never become structure.
 */
final class EnvironmentText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final UnaryOperator<@Nullable String> environment;

    EnvironmentText(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * The text with its references replaced.
     *
     * @throws IllegalArgumentException when a variable is not set
     */
    String expand(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement(matcher.group(1))));
        }
        return matcher.appendTail(out).toString();
    }

    private String replacement(@Nullable String name) {
        if (name == null) {
            return "$";
        }
        String value = environment.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("environment variable " + name + " is not set (write $${" + name
                    + "} for the plain text)");
        }
        return value;
    }
}
