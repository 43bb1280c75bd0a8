package dev.tributary.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.tributary.runtime.config.FileProblem;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps its data: a folder the user named, or a temporary one that is gone afterwards. */
record DemoFolder(Path path, boolean temporary) implements AutoCloseable {
    static DemoFolder of(@Nullable Path chosen) {
        try {
            return chosen == null
                    ? new DemoFolder(Files.createTempDirectory("tributary-demo-"), true)
                    : new DemoFolder(Files.createDirectories(chosen), false);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be made: " + FileProblem.of(e), e);
        }
    }

    /** An existing folder inside. */
    Path inner(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(path.resolve(name) + " cannot be made: " + FileProblem.of(e), e);
        }
    }

    /** Writes a file inside and gives its path. */
    Path write(String name, String text) {
        try {
            return Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(path.resolve(name) + " cannot be written: " + FileProblem.of(e), e);
        }
    }

    /** Removes a temporary folder with all it holds. */
    @Override
    public void close() {
        if (!temporary || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed: " + FileProblem.of(e), e);
        }
    }
}
