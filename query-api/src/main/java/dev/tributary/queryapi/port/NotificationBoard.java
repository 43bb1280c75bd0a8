package dev.tributary.queryapi.port;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a person who looks at the hub should know now: a configuration that failed to load, a shutdown under way. Whoever
 * notices it puts it up and takes it down; those who listen hear of both. Safe for several threads.
 */
public final class NotificationBoard {
    /** Listeners at once, as Prometheus has it: each is an open connection. */
    static final int LISTENERS_MAX = 16;

    /** Something to know; {@code active} is false when it has just come to its end. */
    public record Notification(String text, Instant since, boolean active) {
    }

    private final Clock clock;
    private final Map<String, Notification> active = new LinkedHashMap<>();
    private final List<Consumer<Notification>> listeners = new ArrayList<>();

    public NotificationBoard(Clock clock) {
        this.clock = clock;
    }

    /** Puts a text up; once more while it is up does nothing. */
    public synchronized void put(String text) {
        if (!active.containsKey(text)) {
            Notification notification = new Notification(text, clock.instant(), true);
            active.put(text, notification);
            listeners.forEach(listener -> listener.accept(notification));
        }
    }

    /** Takes a text down. */
    public synchronized void remove(String text) {
        Notification ended = active.remove(text);
        if (ended != null) {
            Notification notification = new Notification(text, ended.since(), false);
            listeners.forEach(listener -> listener.accept(notification));
        }
    }

    /** What is up now, oldest first. */
    public synchronized List<Notification> active() {
        return List.copyOf(active.values());
    }

    /**
     * Tells a listener what is up and then every change, until the given action is run. Empty when there are too many
     * listeners already. The listener must not block.
     */
    public synchronized Optional<Runnable> listen(Consumer<Notification> listener) {
        if (listeners.size() >= LISTENERS_MAX) {
            return Optional.empty();
        }
        listeners.add(listener);
        active.values().forEach(listener);
        return Optional.of(() -> stop(listener));
    }

    private synchronized void stop(Consumer<Notification> listener) {
        listeners.remove(listener);
    }
}
