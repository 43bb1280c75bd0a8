package dev.tributary.alerts.unittest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleChecks;
import dev.tributary.alerts.rulefile.RuleFileProblem;
import dev.tributary.alerts.rulefile.RuleFileReader;

/** Runs files of unit tests with promtool's verdict and, but for parse errors, its words. */
public final class RuleUnitTests {
    private final RuleFileReader rules;
    private final UnitTestOptions options;

    /**
     * How a file went.
     *
     * @param problems why the file could not be run; empty when it was
     * @param warnings rule files that were not found
     */
    public record FileResult(Path file, List<String> problems, List<String> warnings, List<TestResult> tests) {
        public FileResult {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            tests = List.copyOf(tests);
        }

        /** True when nothing at all went wrong. */
        public boolean passed() {
            return problems.isEmpty() && tests.stream().allMatch(test -> test.failures().isEmpty());
        }
    }

    /** How one test went; no failures is good. {@code dump} holds all series when debugging. */
    public record TestResult(String name, List<String> failures, double seconds, List<String> dump) {
        public TestResult {
            failures = List.copyOf(failures);
            dump = List.copyOf(dump);
        }
    }

    /** Tests of rules that pass these checks. */
    public RuleUnitTests(RuleChecks checks, UnitTestOptions options) {
        this.rules = new RuleFileReader(checks, options.ignoreUnknown());
        this.options = options;
    }

    /** Runs one file. */
    public FileResult run(Path path) {
        UnitTestFile file;
        try {
            file = UnitTestFileReader.read(path);
        } catch (InvalidRuleFileException e) {
            return new FileResult(path, texts(e), List.of(), List.of());
        }
        List<String> warnings = file.unmatched().stream().map(pattern -> "no file match pattern " + pattern).toList();
        List<GroupDefinition> groups;
        try {
            groups = groups(file);
        } catch (InvalidRuleFileException e) {
            return new FileResult(path, texts(e), warnings, List.of());
        }
        List<TestResult> results = new ArrayList<>();
        for (int i = 0; i < file.tests().size(); i++) {
            UnitTest test = file.tests().get(i);
            if (options.wants(test.name())) {
                results.add(run(test, test.name().isEmpty() ? "unnamed#" + i : test.name(), file, groups));
            }
        }
        return new FileResult(path, List.of(), warnings, results);
    }

    private TestResult run(UnitTest test, String name, UnitTestFile file, List<GroupDefinition> groups) {
        long start = System.nanoTime();
        UnitTestRun run = new UnitTestRun(test, file, groups, options);
        List<String> failures = run.run();
        return new TestResult(name, failures, (System.nanoTime() - start) / 1e9,
                options.debug() ? run.dump() : List.of());
    }

    private List<GroupDefinition> groups(UnitTestFile file) throws InvalidRuleFileException {
        List<GroupDefinition> groups = new ArrayList<>();
        List<RuleFileProblem> problems = new ArrayList<>();
        for (Path ruleFile : file.ruleFiles()) {
            try {
                groups.addAll(rules.read(ruleFile));
            } catch (InvalidRuleFileException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRuleFileException(problems);
        }
        return UnitTestRun.ordered(groups, file.groupOrder());
    }

    private static List<String> texts(InvalidRuleFileException e) {
        return e.problems().stream().map(RuleFileProblem::toString).toList();
    }
}
