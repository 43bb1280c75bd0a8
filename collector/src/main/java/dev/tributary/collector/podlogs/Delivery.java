package dev.tributary.collector.podlogs;

import java.util.List;

import dev.tributary.collector.lines.StampedLine;

/** What a reader tells its job, in order. */
sealed interface Delivery {
    FollowedContainer container();

    /** A log was opened again: what follows may have come before. */
    record Opened(FollowedContainer container) implements Delivery {
    }

    /**
     * Lines of the log.
     *
     * @param restarts of the instance that wrote them
     */
    record Lines(FollowedContainer container, int restarts, List<StampedLine> lines) implements Delivery {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** All that the instance wrote was told. */
    record Ended(FollowedContainer container, String instance) implements Delivery {
    }
}
