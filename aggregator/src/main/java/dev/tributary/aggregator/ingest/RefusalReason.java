package dev.tributary.aggregator.ingest;

/** Why a whole write request was not taken; the metric's label value is the name in lower case. */
public enum RefusalReason {
    /** No credential, or an unknown one. */
    UNAUTHORIZED,
    /** Another content type or encoding than those spoken here. */
    UNSUPPORTED,
    /** Longer than a limit. */
    TOO_LARGE,
    /** Not the message it says it is. */
    MALFORMED,
    /** All memory for requests is in use. */
    OVERLOADED,
    /** More samples or bytes of log lines a second than the cluster may send. */
    RATE,
    /** The store takes nothing now. */
    STORE,
    /** The client went away before its request was whole. */
    ABORTED,
    /** A fault of ours. */
    FAULT
}
