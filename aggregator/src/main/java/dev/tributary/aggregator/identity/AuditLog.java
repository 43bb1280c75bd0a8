package dev.tributary.aggregator.identity;

import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who was refused, in the log {@code audit}. Bounded: past ten lines a second the rest is only counted, and the
 * count is written with the next line, so that a flood of bad requests cannot fill the disk.
 */
public final class AuditLog {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");

    private static final int LINES_PER_SECOND = 10;

    private final InstantSource clock;
    private long second;
    private int lines;
    private long suppressed;

    public AuditLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes a refusal; what the client sent as a secret must not be in the reason. */
    public synchronized void refused(String remote, String path, String reason) {
        long now = clock.millis() / 1000;
        if (now != second) {
            second = now;
            lines = 0;
        }
        if (lines == LINES_PER_SECOND) {
            suppressed++;
            return;
        }
        lines++;
        AUDIT.warn("access refused remote={} path={} reason={} not_logged_before={}", remote, path, reason, suppressed);
        suppressed = 0;
    }
}
