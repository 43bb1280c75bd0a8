package dev.tributary.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Test data that is not part of the project; tests that want it are skipped, with the reason, where it is absent. */
public final class SharedMaterial {
    private SharedMaterial() {
    }

    /** A file or folder below the shared folder, or a skipped test. */
    public static Path file(String path) {
        Path found = roots().map(root -> root.resolve(path)).filter(Files::exists).findFirst().orElse(null);
        Assumptions.assumeTrue(found != null, "no " + path + " below ../shared or TRIBUTARY_SHARED");
        return required(found);
    }

    private static Path required(@Nullable Path path) {
        if (path == null) {
            throw new IllegalStateException("assumption did not skip");
        }
        return path;
    }

    private static Stream<Path> roots() {
        String named = System.getProperty("TRIBUTARY_SHARED", System.getenv("TRIBUTARY_SHARED"));
        Path here = Path.of("").toAbsolutePath();
        Stream<Path> above = Stream.iterate(here, p -> p != null, Path::getParent).map(p -> p.resolve("shared"));
        return named == null ? above : Stream.concat(Stream.of(Path.of(named)), above);
    }
}
