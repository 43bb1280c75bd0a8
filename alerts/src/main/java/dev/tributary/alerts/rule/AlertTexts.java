package dev.tributary.alerts.rule;

import dev.tributary.model.Labels;

/** Expands the templates in alert labels and annotations. */
@FunctionalInterface
public interface AlertTexts {
    /**
     * The text of a template for one element; a template that fails gives the text
     * {@code <error expanding template: ...>}, it never keeps an alert from firing.
     *
     * @param alert      the rule's name, which error texts show
     * @param labels     the element's own labels, available as {@code $labels}
     * @param value      its value, available as {@code $value}
     * @param timeMillis when queries in the template are evaluated
     */
    String expand(String alert, String template, Labels labels, double value, long timeMillis);
}
