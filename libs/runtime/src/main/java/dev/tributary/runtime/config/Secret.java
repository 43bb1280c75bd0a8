package dev.tributary.runtime.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A text that must not appear in logs, errors or status pages: {@link #toString} never shows it. One that stands in a file
 * is read again when the file changes, so that a rotated secret takes effect without a restart. Safe for several threads.
 */
public final class Secret {
    private static final String MASK = "<secret>";

    private final @Nullable Path file;
    private volatile Content content;

    private record Content(String text, @Nullable FileTime modified) {
    }

    private Secret(@Nullable Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    /** A secret given in the configuration itself. */
    public static Secret of(String text) {
        return new Secret(null, new Content(text, null));
    }

    /**
     * A secret in a file; white space at its end is not part of it.
     *
     * @throws IOException when the file cannot be read now
     */
    public static Secret inFile(Path file) throws IOException {
        return new Secret(file, read(file));
    }

    /**
     * The text itself. For a secret in a file: its present content.
     *
     * @throws UncheckedIOException when the file has become unreadable
     */
    public String reveal() {
        Path from = file;
        if (from == null) {
            return content.text();
        }
        try {
            if (!Files.getLastModifiedTime(from).equals(content.modified())) {
                content = read(from);
            }
            return content.text();
        } catch (IOException e) {
            throw new UncheckedIOException("secret file " + from + " cannot be read", e);
        }
    }

    private static Content read(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        return new Content(Files.readString(file, StandardCharsets.UTF_8).stripTrailing(), modified);
    }

    /** Equal when both come from the same file, or both are given directly with the same text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && Objects.equals(file, that.file)
                && (file != null || content.text().equals(that.content.text()));
    }

    @Override
    public int hashCode() {
        return file == null ? content.text().hashCode() : file.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
