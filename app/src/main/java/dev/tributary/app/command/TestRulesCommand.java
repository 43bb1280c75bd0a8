package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.unittest.RuleUnitTests;
import dev.tributary.alerts.unittest.RuleUnitTests.FileResult;
import dev.tributary.alerts.unittest.RuleUnitTests.TestResult;
import dev.tributary.alerts.unittest.UnitTestOptions;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs unit tests of rules in promtool's format; its files run unchanged. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "Run unit tests of rule files, in promtool's format.")
final class TestRulesCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--run", paramLabel = "REGEX", //
            description = "Run only tests whose name matches. May be given several times.")
    private List<String> run = List.of();

    @Option(names = "--diff", description = "Show what differs in alerts line by line.")
    private boolean diff;

    @Option(names = "--debug", description = "Show all series when a test has ended.")
    private boolean debug;

    @Option(names = "--ignore-unknown-fields", description = "Pass over keys that rule files do not have. A hub refuses them.")
    private boolean ignoreUnknown;

    @Option(names = "--enable-feature", paramLabel = "FEATURE", split = ",", //
            description = "Experimental parts of PromQL that are on, in Prometheus' words.")
    private List<String> features = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML as well.")
    private @Nullable Path junit;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of unit tests.")
    private List<Path> files = List.of();

    TestRulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleUnitTests tests = new RuleUnitTests(PromqlRules.checks(Set.copyOf(features)), options());
        List<FileResult> results = new ArrayList<>();
        for (Path file : files) {
            console.out().println("Unit Testing:  " + file);
            FileResult result = tests.run(file);
            results.add(result);
            show(result);
        }
        if (junit != null) {
            write(junit, results);
        }
        return results.stream().allMatch(FileResult::passed) ? ExitCode.OK : ExitCode.FAILED;
    }

    private UnitTestOptions options() {
        try {
            Optional<Pattern> wanted = run.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pattern.compile(String.join("|", run)));
            return new UnitTestOptions(wanted, diff, debug, ignoreUnknown, Set.copyOf(features));
        } catch (PatternSyntaxException e) {
            throw new CommandFailure(ExitCode.USAGE, "--run: " + e.getMessage(), e);
        }
    }

    private void show(FileResult result) {
        result.warnings().forEach(warning -> console.err().println("  WARNING: " + warning));
        for (TestResult test : result.tests()) {
            if (debug) {
                console.err().println("DEBUG: Test " + test.name() + ", all series at its end:");
                test.dump().forEach(console.err()::println);
            }
        }
        if (result.passed()) {
            console.out().println("  SUCCESS");
        } else {
            console.err().println("  FAILED:");
            result.problems().forEach(console.err()::println);
            result.tests().forEach(test -> test.failures().forEach(failure -> console.err().println(failure + "\n")));
        }
        console.out().println();
    }

    private static void write(Path file, List<FileResult> results) {
        try {
            Files.write(file, JunitXml.of(results));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
