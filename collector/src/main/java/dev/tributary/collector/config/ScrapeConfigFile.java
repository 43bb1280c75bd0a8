package dev.tributary.collector.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.config.Doc;

/** A file of scrape_config_files, as in Prometheus. */
public record ScrapeConfigFile(@Doc("Targets to scrape without a Prometheus.") List<ScrapeSettings> scrapeConfigs) {
    private static final String PATTERN = "*?[{";

    public ScrapeConfigFile {
        scrapeConfigs = List.copyOf(scrapeConfigs);
    }

    /**
     * The jobs of a configuration and, behind them, those of its files in the order of names.
     *
     * @throws IllegalArgumentException with every problem of a file, and where it stands
     */
    static List<ScrapeSettings> joined(List<ScrapeSettings> own, List<Path> files) {
        List<ScrapeSettings> all = new ArrayList<>(own);
        for (Path named : files) {
            for (Path file : found(named)) {
                try {
                    all.addAll(ConfigFile.load(file, ScrapeConfigFile.class).scrapeConfigs());
                } catch (ConfigException e) {
                    throw new IllegalArgumentException("scrape_config_files names a file that cannot be used: "
                            + e.getMessage(), e);
                }
            }
        }
        return List.copyOf(all);
    }

    /** The files of a pattern, which may be none yet; a plain path is itself. */
    private static List<Path> found(Path named) {
        Path directory = named.getParent();
        Path name = named.getFileName();
        if (directory == null || name == null || !isPattern(name.toString())) {
            return List.of(named);
        }
        if (isPattern(directory.toString())) {
            throw new IllegalArgumentException("scrape_config_files takes a pattern in the file's name only, not in its"
                    + " folder: " + named);
        }
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, name.toString())) {
            matching.forEach(files::add);
        } catch (IOException e) {
            throw new IllegalArgumentException("scrape_config_files names a folder that cannot be read: " + e, e);
        }
        return files.stream().sorted().toList();
    }

    private static boolean isPattern(String text) {
        return text.chars().anyMatch(character -> PATTERN.indexOf(character) >= 0);
    }
}
