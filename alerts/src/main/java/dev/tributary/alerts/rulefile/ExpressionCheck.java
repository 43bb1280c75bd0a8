package dev.tributary.alerts.rulefile;

import java.util.Optional;

/** Says what is wrong with an expression or a template, or nothing when it can be used. */
@FunctionalInterface
public interface ExpressionCheck {
    Optional<String> problem(String text);

    /** The text in the layout its language prints it in; asked only of texts without a problem. */
    default String normal(String text) {
        return text;
    }
}
