package dev.tributary.collector.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tells logs from the files that rotation leaves beside them. */
public final class Logs {
    private Logs() {
    }

    /** The paths without those that are older generations of another one, and without files that are being compressed. */
    public static List<Path> withoutOlder(Set<Path> paths) {
        List<Path> logs = new ArrayList<>();
        for (Path path : paths) {
            String name = String.valueOf(path.getFileName());
            if (!name.endsWith(".tmp") && !isOlderOfAny(path, name, paths)) {
                logs.add(path);
            }
        }
        return logs;
    }

    /** Looks up each beginning of the name that ends before a point or a dash. */
    private static boolean isOlderOfAny(Path path, String name, Collection<Path> paths) {
        for (int i = 1; i < name.length(); i++) {
            boolean joint = name.charAt(i) == '.' || name.charAt(i) == '-';
            if (joint && Generations.isOlder(name, name.substring(0, i))
                    && paths.contains(path.resolveSibling(name.substring(0, i)))) {
                return true;
            }
        }
        return false;
    }
}
