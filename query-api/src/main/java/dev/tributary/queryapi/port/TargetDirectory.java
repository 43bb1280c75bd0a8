package dev.tributary.queryapi.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** The targets of the fleet's jobs, as their collectors report them. Asked anew for each request. */
public interface TargetDirectory {
    /** What the last pull said. */
    enum Health {
        UP, DOWN, UNKNOWN
    }

    /**
     * One target that is pulled.
     *
     * @param labels     what its series carry
     * @param discovered before relabeling; the same as {@code labels} where the collector does not tell
     * @param pool       name of the job
     * @param url        what is pulled
     * @param lastError  why the last pull failed, or empty
     * @param lastPull   null before the first
     * @param interval   time between pulls; zero where unknown
     * @param timeout    longest pull; zero where unknown
     */
    record Target(Labels labels, Labels discovered, String pool, String url, String lastError,
            @Nullable Instant lastPull, Duration lastPullDuration, Health health, Duration interval,
            Duration timeout) {
    }

    /** One target that relabeling dropped. */
    record DroppedTarget(Labels discovered, String pool) {
    }

    List<Target> active();

    List<DroppedTarget> dropped();

    /** How many targets relabeling dropped, by pool: may be more than {@link #dropped} lists. */
    Map<String, Integer> droppedCounts();

    /** No targets at all: a hub to which no collector reports jobs. */
    TargetDirectory NONE = new TargetDirectory() {
        @Override
        public List<Target> active() {
            return List.of();
        }

        @Override
        public List<DroppedTarget> dropped() {
            return List.of();
        }

        @Override
        public Map<String, Integer> droppedCounts() {
            return Map.of();
        }
    };
}
