package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tributary.collector.files.Logs;
import dev.tributary.model.Labels;

/** Files by their paths, with {@code *}, {@code ?}, {@code [...]}, {@code {a,b}} and {@code **} for any folders. */
final class GlobDiscovery implements LogDiscovery {
    /** Deeper folders are not looked at: a glob with {@code **} over a whole disk ends somewhere. */
    private static final int DEPTH_MAX = 32;

    private final List<Glob> globs;
    private final List<PathMatcher> excluded;
    private final Labels labels;

    /** A glob and the folder from which it has to be searched. */
    private record Glob(Path root, PathMatcher matcher, int depth) {
        static Glob of(String text) {
            Path root = Path.of("/");
            int rest = 0;
            String[] parts = text.split("/");
            for (int i = 0; i < parts.length - 1; i++) {
                if (parts[i].chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0)) {
                    rest = parts.length - i;
                    break;
                }
                root = parts[i].isEmpty() ? root : root.resolve(parts[i]);
            }
            return new Glob(root, GlobDiscovery.matcher(text), text.contains("**") ? DEPTH_MAX : Math.max(1, rest));
        }
    }

    GlobDiscovery(List<String> paths, List<String> exclude, Labels labels) {
        globs = paths.stream().map(Glob::of).toList();
        excluded = exclude.stream().map(GlobDiscovery::matcher).toList();
        this.labels = labels;
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    @Override
    public Map<Path, Labels> find() throws IOException {
        Set<Path> found = new TreeSet<>();
        for (Glob glob : globs) {
            if (Files.isDirectory(glob.root())) {
                Files.walkFileTree(glob.root(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), glob.depth(),
                        new Collector(glob.matcher(), found));
            }
        }
        found.removeIf(path -> excluded.stream().anyMatch(matcher -> matcher.matches(path)));
        Map<Path, Labels> logs = new TreeMap<>();
        Logs.withoutOlder(found).forEach(path -> logs.put(path, labelled(path)));
        return logs;
    }

    private Labels labelled(Path path) {
        return labels.toBuilder().set("filename", path.toString()).set("__path__", path.toString()).build();
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final PathMatcher matcher;
        private final Set<Path> found;

        Collector(PathMatcher matcher, Set<Path> found) {
            this.matcher = matcher;
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && matcher.matches(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A folder that may not be read, or went away meanwhile, has no logs for us.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
