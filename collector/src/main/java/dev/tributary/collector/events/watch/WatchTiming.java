package dev.tributary.collector.events.watch;

import java.time.Duration;

/**
 * Times of a watch.
 *
 * @param lastingMin the server is asked to end a watch after this time at the earliest
 * @param lastingMax and at the latest; between them by chance, so that a fleet's watches do not end together
 * @param grace      how long after that the connection is given up when the server did not end it
 * @param backoffMin first wait after a failure
 * @param backoffMax longest wait after many
 * @param pageSize   events on a page of a list
 */
public record WatchTiming(Duration lastingMin, Duration lastingMax, Duration grace, Duration backoffMin,
        Duration backoffMax, int pageSize) {
    /** As the Kubernetes' own clients have it. */
    public static final WatchTiming DEFAULT = new WatchTiming(Duration.ofMinutes(5), Duration.ofMinutes(10),
            Duration.ofSeconds(30), Duration.ofMillis(800), Duration.ofSeconds(30), 500);
}
