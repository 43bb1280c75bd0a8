package dev.tributary.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.DuplicateRules;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.hub.LogqlRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads Prometheus rule files with every check that a hub makes: structure, names, PromQL, templates; and promtool's lints. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "Check Prometheus rule files.")
final class CheckRulesCommand implements Callable<Integer> {
    private final Console console;

    /** The lints that promtool knows for rules. */
    enum Lint {
        ALL, DUPLICATE_RULES, NONE
    }

    @Option(names = "--lint", paramLabel = "LINT", defaultValue = "duplicate-rules", converter = LintConverter.class, //
            description = "What to look for besides mistakes: all, duplicate-rules or none. Default: ${DEFAULT-VALUE}")
    private Lint lint = Lint.DUPLICATE_RULES;

    @Option(names = "--lint-fatal", description = "What a lint finds makes the command fail.")
    private boolean lintFatal;

    @Option(names = "--ignore-unknown-fields", description = "Pass over keys that rule files do not have. A hub refuses them.")
    private boolean ignoreUnknown;

    @Option(names = "--enable-feature", paramLabel = "FEATURE", split = ",", //
            description = "Experimental parts of PromQL that are on, in Prometheus' words.")
    private List<String> features = List.of();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule files.")
    private List<Path> files = List.of();

    CheckRulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean good = true;
        boolean clean = true;
        for (Path file : files) {
            try {
                clean &= check(file);
            } catch (InvalidRuleFileException e) {
                e.problems().forEach(console.err()::println);
                good = false;
            }
        }
        return good && (clean || !lintFatal) ? ExitCode.OK : ExitCode.BAD_FILE;
    }

    /** Gives false when a lint found something. */
    private boolean check(Path file) throws InvalidRuleFileException {
        List<GroupDefinition> groups = new RuleFileReader(
                PromqlRules.checks(Set.copyOf(features), LogqlRules.CHECKS), ignoreUnknown).read(file);
        List<DuplicateRules.Duplicate> duplicates = lint == Lint.NONE ? List.of() : DuplicateRules.in(groups);
        if (!duplicates.isEmpty()) {
            console.err().println(file + ": lint: " + duplicates.size() + " duplicate rule(s) found:");
            duplicates.forEach(rule -> console.err().println("  " + rule.name() + rule.labels()));
            return false;
        }
        int rules = groups.stream().mapToInt(group -> group.rules().size()).sum();
        console.out().println(file + ": " + rules + " rules in " + groups.size() + " groups, all good");
        return true;
    }
}
