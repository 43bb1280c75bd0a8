package dev.tributary.runtime.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Secret;

/** What one header of every request says, in the words of Prometheus' {@code http_headers}; several values are several headers. */
public record HeaderValues(@Doc("Values that may be shown.") List<String> values,
        @Doc("Values that are not shown.") List<Secret> secrets,
        @Doc("Files with a value each, read again when they change.") List<Path> files) {
    public HeaderValues {
        values = List.copyOf(values);
        secrets = List.copyOf(secrets);
        files = List.copyOf(files);
        if (values.isEmpty() && secrets.isEmpty() && files.isEmpty()) {
            throw new IllegalArgumentException("a header needs values, secrets or files");
        }
        files.forEach(HeaderValues::inFile);
    }

    private static Secret inFile(Path file) {
        try {
            return Secret.inFile(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All values in the order values, secrets, files; those in files follow their files. */
    List<Secret> all() {
        List<Secret> all = new ArrayList<>();
        values.forEach(value -> all.add(Secret.of(value)));
        all.addAll(secrets);
        files.forEach(file -> all.add(inFile(file)));
        return all;
    }
}
