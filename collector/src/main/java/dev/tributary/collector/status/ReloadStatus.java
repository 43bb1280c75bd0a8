package dev.tributary.collector.status;

import java.util.List;

/**
 * How the configuration came to be in force.
 *
 * @param inForceSinceMillis when it was put in force
 * @param successful         false when the last attempt to put another one in force was refused
 * @param problem            why, empty for nothing
 * @param waiting            keys that were changed and take effect at the next start only
 */
public record ReloadStatus(long inForceSinceMillis, boolean successful, String problem,
        List<String> waiting) {
    public ReloadStatus {
        waiting = List.copyOf(waiting);
    }
}
