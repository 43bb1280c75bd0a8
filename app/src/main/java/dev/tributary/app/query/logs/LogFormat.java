package dev.tributary.app.query.logs;

/** How log lines are printed. */
enum LogFormat {
    /** Time, labels and line, for people. */
    DEFAULT,
    /** The line alone. */
    RAW,
    /** An object of JSON for each line. */
    JSON
}
