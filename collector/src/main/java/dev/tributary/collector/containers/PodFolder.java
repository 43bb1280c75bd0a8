package dev.tributary.collector.containers;

import java.util.Optional;

/** The name of a pod's folder of logs: {@code <namespace>_<pod>_<uid>}; none of the three can hold an underscore. */
public record PodFolder(String namespace, String pod, String uid) {
    /** Empty for a folder of another kind. */
    public static Optional<PodFolder> parse(String name) {
        String[] parts = name.split("_", -1);
        boolean usable = parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty();
        return usable ? Optional.of(new PodFolder(parts[0], parts[1], parts[2])) : Optional.empty();
    }
}
