package dev.tributary.runtime.discovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** One entry of {@code file_sd_configs}: files with lists of targets, read again when they change. */
public record FileTargets(@Doc("Paths ending in .json, .yml or .yaml; * may stand in the last part.") List<Path> files,
        @Default("5m") @Doc("How often the files are looked at.") Duration refreshInterval) {
    public FileTargets {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("file service discovery config must contain at least one path name");
        }
        for (Path file : files) {
            if (!file.toString().matches("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)")) {
                throw new IllegalArgumentException("path name \"" + file
                        + "\" is not valid for file discovery: it ends in .json, .yml or .yaml, with * in the last part only");
            }
        }
        if (!refreshInterval.isPositive()) {
            throw new IllegalArgumentException("refresh_interval must be greater than 0");
        }
    }
}
