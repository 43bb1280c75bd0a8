package dev.tributary.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads Prometheus rule files with every check that a hub makes: structure, names, PromQL, templates. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "Check Prometheus rule files.")
final class CheckRulesCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule files.")
    private List<Path> files = List.of();

    CheckRulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean good = true;
        for (Path file : files) {
            good &= check(file);
        }
        return good ? ExitCode.OK : ExitCode.BAD_FILE;
    }

    private boolean check(Path file) {
        try {
            List<GroupDefinition> groups = new RuleFileReader(PromqlRules.checks()).read(file);
            int rules = groups.stream().mapToInt(group -> group.rules().size()).sum();
            console.out().println(file + ": " + rules + " rules in " + groups.size() + " groups, all good");
            return true;
        } catch (InvalidRuleFileException e) {
            e.problems().forEach(console.err()::println);
            return false;
        }
    }
}
