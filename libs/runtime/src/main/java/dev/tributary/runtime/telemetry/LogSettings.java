package dev.tributary.runtime.telemetry;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** How a role logs, always to standard error. */
public record LogSettings(@Default("info") @Doc("Least severe level that is written.") Level level,
        @Default("logfmt") @Doc("One line for each event: `logfmt` (key=value) or `json`.") Format format) {
    /** Severity, the least first. */
    public enum Level {
        DEBUG, INFO, WARN, ERROR
    }

    /** Shape of a line. */
    public enum Format {
        LOGFMT, JSON
    }

    /** What an absent configuration means. */
    public static final LogSettings DEFAULT = new LogSettings(Level.INFO, Format.LOGFMT);
}
