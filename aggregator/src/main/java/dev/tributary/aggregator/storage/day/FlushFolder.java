package dev.tributary.aggregator.storage.day;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for files under way, before they enter the database. */
public final class FlushFolder {
    private FlushFolder() {
    }

    /** Makes the folder, and removes what an interrupted flush left there. */
    public static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
