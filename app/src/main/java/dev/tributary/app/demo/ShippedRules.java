package dev.tributary.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import dev.tributary.runtime.config.FileProblem;

/** The rule packs that the program brings along, as far as a demo has the metrics for them. */
final class ShippedRules {
    static final List<String> PACKS = List.of("fleet", "kubernetes");

    private ShippedRules() {
    }

    /** Writes each pack as a file of its name into a folder. */
    static void copyTo(Path folder) {
        for (String pack : PACKS) {
            try (InputStream rules = ShippedRules.class.getResourceAsStream("/rules/" + pack + "/rules.yml")) {
                if (rules == null) {
                    throw new IllegalStateException("the program was built without the rule pack " + pack);
                }
                Files.copy(rules, folder.resolve(pack + ".yml"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("the rules cannot be written to " + folder + ": " + FileProblem.of(e),
                        e);
            }
        }
    }
}
