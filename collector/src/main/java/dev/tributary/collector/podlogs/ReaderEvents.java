package dev.tributary.collector.podlogs;

import dev.tributary.collector.logfiles.JobEvents;

/** Counts what readers of one job meet. Safe for several threads. */
final class ReaderEvents {
    private final String job;
    private final PodLogMetrics metrics;
    private final JobEvents events;

    ReaderEvents(String job, PodLogMetrics metrics, JobEvents events) {
        this.job = job;
        this.metrics = metrics;
        this.events = events;
    }

    /** A request for a log came out like this. */
    void requested(String result) {
        metrics.requests.labelValues(job, result).inc();
    }

    /** A log that was followed ended. */
    void ended(String reason) {
        metrics.ends.labelValues(job, reason).inc();
    }

    /** So much came, lines without a time among it, which are left out. */
    void read(long bytes, long unstamped) {
        events.read(bytes);
        for (long i = 0; i < unstamped; i++) {
            events.unparsed();
        }
    }

    /** A line came again. */
    void repeated() {
        metrics.repeated.labelValues(job).inc();
    }

    void containers(int followed, int ended, int waiting) {
        metrics.containers.labelValues(job, "followed").set(followed);
        metrics.containers.labelValues(job, "ended").set(ended);
        metrics.containers.labelValues(job, "waiting").set(waiting);
    }

    void announce() {
        metrics.repeated.labelValues(job);
        for (String result : new String[]{"opened", "waiting", "refused"}) {
            metrics.requests.labelValues(job, result);
        }
        for (String reason : new String[]{"closed", "broken", "silent"}) {
            metrics.ends.labelValues(job, reason);
        }
    }

    void retire() {
        metrics.retire(job);
    }
}
