package dev.tributary.alerts.unittest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** File names with {@code *}, {@code ?} and {@code [...]} in any part of their path. */
final class PathPattern {
    private PathPattern() {
    }

    /** The files a pattern names, in order; a plain path that does not exist gives none. */
    static List<Path> expand(Path pattern) throws IOException {
        Path root = pattern.getRoot();
        List<Path> found = List.of(root == null ? Path.of("") : root);
        for (Path part : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                next.addAll(children(folder, part.toString()));
            }
            found = next;
        }
        return found;
    }

    private static List<Path> children(Path folder, String name) throws IOException {
        if (!name.matches(".*[*?\\[].*")) {
            Path child = folder.resolve(name);
            return Files.exists(child) ? List.of(child) : List.of();
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> matches = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder,
                name.replace("{", "\\{").replace("}", "\\}"))) {
            entries.forEach(matches::add);
        }
        matches.sort(null);
        return matches;
    }
}
