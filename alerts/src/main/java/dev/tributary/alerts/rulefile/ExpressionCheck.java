package dev.tributary.alerts.rulefile;

import java.util.Optional;

/** Says what is wrong with an expression or a template, or nothing when it can be used. */
@FunctionalInterface
public interface ExpressionCheck {
    Optional<String> problem(String text);
}
