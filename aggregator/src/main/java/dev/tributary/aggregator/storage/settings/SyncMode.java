package dev.tributary.aggregator.storage.settings;

/** When a group commit reaches the disk. */
public enum SyncMode {
    /** Before it is acknowledged: nothing acknowledged is lost even when the machine loses power. */
    COMMIT,
    /** Within the sync interval: nothing acknowledged is lost when the process dies, up to an interval when power does. */
    INTERVAL
}
