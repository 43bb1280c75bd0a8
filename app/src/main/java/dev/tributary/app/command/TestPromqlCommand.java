package dev.tributary.app.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.promql.script.MemoryScriptStore;
import dev.tributary.promql.script.ScriptReport;
import dev.tributary.promql.script.ScriptReport.Failure;
import dev.tributary.promql.script.ScriptRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs scripts in Prometheus' promqltest language: {@code load}, {@code clear}, {@code eval}, {@code expect}. */
@Command(name = "promql", mixinStandardHelpOptions = true, //
        description = {"Run PromQL test scripts.",
                "Every evaluation at an instant is repeated at other times and as a range query."}, //
        footer = {"", "A script reads like this:", "", "  load 15s", "    requests_total{job=\"api\"} 0+30x20", "",
                "  eval instant at 5m sum(rate(requests_total[1m]))", "    {} 2"})
final class TestPromqlCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scripts.")
    private List<Path> files = List.of();

    private int passed;
    private int failed;
    private boolean unreadable;

    TestPromqlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ScriptRunner runner = new ScriptRunner(MemoryScriptStore::new);
        files.forEach(file -> run(runner, file));
        console.out().println(passed + " passed, " + failed + " failed");
        if (unreadable) {
            return ExitCode.BAD_FILE;
        }
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void run(ScriptRunner runner, Path file) {
        String script;
        try {
            script = Files.readString(file);
        } catch (NoSuchFileException _) {
            unreadable(file + ": no such file");
            return;
        } catch (CharacterCodingException _) {
            unreadable(file + ": not UTF-8");
            return;
        } catch (IOException e) {
            unreadable(file + ": " + e.getMessage());
            return;
        }
        ScriptReport report = runner.run(script);
        passed += report.passed();
        report.failures().forEach(failure -> report(file, failure));
    }

    private void report(Path file, Failure failure) {
        String line = file + ":" + failure.line() + ": " + failure.problem().replaceAll("\\R\\s*", " ");
        if (failure.query().isEmpty()) {
            unreadable(line);
        } else {
            failed++;
            console.out().println(line);
        }
    }

    /** Counts as failed: a file that tests nothing must not look like one that passed. */
    private void unreadable(String line) {
        unreadable = true;
        failed++;
        console.err().println(line);
    }
}
