package dev.tributary.app.command;

import dev.tributary.app.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that look for mistakes in files without running anything. */
@Command(name = "check", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        description = "Look for mistakes in configuration and rule files.", //
        footer = {"", "Every mistake is printed with its file, line and column; the exit code is then 3."})
public final class CheckCommand {
    private CheckCommand() {
    }

    /** The group with its commands, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new CheckCommand()).addSubcommand(new CheckConfigCommand(console))
                .addSubcommand(new CheckRulesCommand(console));
    }
}
