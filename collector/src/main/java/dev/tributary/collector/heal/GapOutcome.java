package dev.tributary.collector.heal;

import java.util.Locale;

/** How a window that was not pulled is settled. */
public enum GapOutcome {
    /** What the Prometheus has of it is on its way to the hub. */
    HEALED,
    /** It is older than the configured age. */
    TOO_OLD,
    /** The Prometheus has no samples of it: it was down itself, or has deleted them. */
    NO_DATA,
    /** The Prometheus answers neither remote read nor range queries. */
    REFUSED;

    /** In lower case, as in metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
