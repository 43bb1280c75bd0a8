package dev.tributary.collector.lines;

/** How the records of a log are written. */
public enum LineFormat {
    /** Container runtimes' lines: time, stream, flag, text. Lines of Docker's JSON are understood among them. */
    CRI,
    /** Docker's JSON lines. */
    DOCKER,
    /** Every line is an entry. */
    PLAIN,
    /** An RFC 3339 time, a blank, and the text: what the Kubernetes API and {@code kubectl logs --timestamps} give. */
    TIMESTAMPED,
    /** The journal as {@code journalctl -o json} writes it. */
    JOURNAL_JSON,
    /** The journal as {@code journalctl -o export} writes it. */
    JOURNAL_EXPORT
}
