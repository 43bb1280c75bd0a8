package dev.tributary.collector.batch;

/** What a batch holds. */
public enum BatchKind {
    /** A remote-write 2.0 message. */
    METRICS,
    /** A push request of Loki in protobuf. */
    LOGS
}
