package dev.tributary.app.quarantine;

import java.util.List;

import dev.tributary.app.cli.Console;
import picocli.CommandLine.Command;

/** Delete refused batches. */
@Command(name = "drop", mixinStandardHelpOptions = true, description = "Delete refused batches.")
final class DropCommand extends BatchCommand {
    DropCommand(Console console) {
        super(console);
    }

    @Override
    List<String> apply(QuarantineAccess access, String destination, String id) {
        return access.drop(destination, id);
    }

    @Override
    String outcome() {
        return "deleted";
    }
}
