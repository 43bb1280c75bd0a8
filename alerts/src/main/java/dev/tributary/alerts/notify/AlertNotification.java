package dev.tributary.alerts.notify;

import java.util.SortedMap;

import dev.tributary.model.Labels;

/**
 * What an Alertmanager is told of one alert. Times are Unix milliseconds.
 *
 * @param endsAt    when it was resolved, or until when this notification holds without another one
 * @param generator path and query of the page that shows the rule's expression, to be put behind the external URL
 */
public record AlertNotification(Labels labels, SortedMap<String, String> annotations, long startsAt, long endsAt,
        String generator) {
    /** The same alert under other labels. */
    AlertNotification withLabels(Labels others) {
        return new AlertNotification(others, annotations, startsAt, endsAt, generator);
    }
}
