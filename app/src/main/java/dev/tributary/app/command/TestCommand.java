package dev.tributary.app.command;

import dev.tributary.app.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that run tests which are written as files. */
@Command(name = "test", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        description = "Run tests that are written as files.", //
        footer = {"", "The exit code is 1 when a test failed, 3 when a file cannot be read as a test."})
public final class TestCommand {
    private TestCommand() {
    }

    /** The group with its commands, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new TestCommand()).addSubcommand(new TestPromqlCommand(console))
                .addSubcommand(new TestRulesCommand(console));
    }
}
