package dev.tributary.alerts.role;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileProblem;
import dev.tributary.alerts.rulefile.RuleFileReader;

/** Reads all rule files a configuration names, with every check a hub makes. */
final class RuleFileCheck {
    private final RuleFileReader reader;

    RuleFileCheck(Set<String> features, LogRules logs) {
        reader = new RuleFileReader(PromqlRules.checks(features, logs));
    }

    /**
     * The groups of every file, files in order of their names.
     *
     * @throws InvalidRuleFileException with the problems of all files
     */
    List<GroupDefinition> read(List<Path> patterns) throws InvalidRuleFileException {
        List<GroupDefinition> groups = new ArrayList<>();
        List<RuleFileProblem> problems = new ArrayList<>();
        TreeSet<Path> files = new TreeSet<>();
        for (Path pattern : patterns) {
            files.addAll(files(pattern, problems));
        }
        for (Path file : files) {
            try {
                groups.addAll(reader.read(file));
            } catch (InvalidRuleFileException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRuleFileException(problems);
        }
        return groups;
    }

    /** A pattern may match nothing, as in Prometheus; a plain path must exist. */
    private static List<Path> files(Path pattern, List<RuleFileProblem> problems) {
        Path name = pattern.getFileName();
        Path folder = pattern.getParent();
        boolean isPattern = name != null && name.toString().matches(".*[*?\\[].*");
        if (!isPattern || folder == null) {
            return List.of(pattern);
        }
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, name.toString())) {
                matches.forEach(found::add);
            } catch (IOException e) {
                problems.add(new RuleFileProblem(pattern.toString(), 1, 1, "folder cannot be read: " + e));
            }
        }
        return found;
    }
}
