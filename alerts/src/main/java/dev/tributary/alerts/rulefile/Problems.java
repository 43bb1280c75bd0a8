package dev.tributary.alerts.rulefile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong in one file, so that its author sees everything at once. */
public final class Problems {
    private final String file;
    private final List<RuleFileProblem> found = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Notes a problem where a node begins. */
    public void add(Node at, String text) {
        add(Optional.ofNullable(at.getStartMark()), text);
    }

    public void add(Optional<Mark> at, String text) {
        // Marks count from 0, people from 1.
        found.add(new RuleFileProblem(file, at.map(Mark::getLine).orElse(0) + 1, at.map(Mark::getColumn).orElse(0) + 1,
                text));
    }

    /** Reports everything noted, in order of place. */
    public void throwIfAny() throws InvalidRuleFileException {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(RuleFileProblem::line).thenComparingInt(RuleFileProblem::column));
            throw new InvalidRuleFileException(found);
        }
    }
}
