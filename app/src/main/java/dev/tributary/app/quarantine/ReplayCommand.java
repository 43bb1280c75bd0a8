package dev.tributary.app.quarantine;

import java.util.List;

import dev.tributary.app.cli.Console;
import picocli.CommandLine.Command;

/** Put refused batches back into the spool, to be sent again behind all others. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Put refused batches back into the spool, to be sent again behind all others.")
final class ReplayCommand extends BatchCommand {
    ReplayCommand(Console console) {
        super(console);
    }

    @Override
    List<String> apply(QuarantineAccess access, String destination, String id) {
        return access.replay(destination, id);
    }

    @Override
    String outcome() {
        return "to be sent again";
    }
}
