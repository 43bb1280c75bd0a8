package dev.tributary.app.quarantine;

import dev.tributary.app.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands about quarantined batches. */
@Command(name = "quarantine", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        description = "Look at batches that a destination refused for good; send them again or delete them.")
public final class QuarantineCommand {
    private QuarantineCommand() {
    }

    /** The group with its commands, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new QuarantineCommand()).addSubcommand(new ListCommand(console))
                .addSubcommand(new ReplayCommand(console)).addSubcommand(new DropCommand(console));
    }
}
