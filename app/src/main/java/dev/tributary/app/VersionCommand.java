package dev.tributary.app;

import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.cli.Version;
import picocli.CommandLine.Command;

/** Prints the version of the program and of the Java that runs it. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version and the Java that runs it.")
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (String line : new Version().getVersion()) {
            console.out().println(line);
        }
        return ExitCode.OK;
    }
}
