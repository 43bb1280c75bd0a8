package dev.tributary.alerts.rulefile;

import java.util.List;
import java.util.stream.Collectors;

/** A rule file that cannot be used, with everything that is wrong in it. */
public final class InvalidRuleFileException extends Exception {
    private final transient List<RuleFileProblem> problems;

    public InvalidRuleFileException(List<RuleFileProblem> problems) {
        super(problems.stream().map(RuleFileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<RuleFileProblem> problems() {
        return problems;
    }
}
