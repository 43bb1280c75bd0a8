package dev.tributary.alerts.rule;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.tributary.alerts.state.AlertState;
import dev.tributary.model.Labels;

/**
 * One alert of a rule.
 *
 * @param labels      its identity, {@code alertname} included
 * @param annotations as expanded by the last evaluation that saw it
 * @param value       the element's value then
 * @param state       where it stands
 * @param lastSentAt  evaluation time of the last notification in Unix milliseconds, or {@link #NEVER}
 */
public record AlertInstance(Labels labels, SortedMap<String, String> annotations, double value, AlertState state,
        long lastSentAt) {
    /** Before every evaluation there can be, and far enough from overflow to be added to. */
    public static final long NEVER = Long.MIN_VALUE / 2;

    public AlertInstance {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public AlertInstance withState(AlertState next) {
        return new AlertInstance(labels, annotations, value, next, lastSentAt);
    }

    public AlertInstance sentAt(long timeMillis) {
        return new AlertInstance(labels, annotations, value, state, timeMillis);
    }

    /** The same with all its times moved. */
    public AlertInstance moved(long byMillis) {
        return new AlertInstance(labels, annotations, value, state.moved(byMillis),
                lastSentAt == NEVER ? NEVER : lastSentAt + byMillis);
    }

    /** Whether a notification is due: not while pending, at once when resolved, else when the last one is old enough. */
    public boolean needsSending(long now, long resendDelayMillis) {
        return switch (state) {
            case AlertState.Inactive _,AlertState.Pending _ -> false;
            case AlertState.Resolved(long _, long _, long resolvedAt) when resolvedAt > lastSentAt -> true;
            case AlertState.Resolved _,AlertState.Firing _ -> lastSentAt + resendDelayMillis < now;
        };
    }
}
