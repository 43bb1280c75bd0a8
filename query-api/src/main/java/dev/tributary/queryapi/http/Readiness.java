package dev.tributary.queryapi.http;

/** Whether the hub can answer reads now. */
public enum Readiness {
    STARTING, READY, STOPPING
}
