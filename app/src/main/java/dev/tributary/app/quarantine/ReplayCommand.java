package dev.tributary.app.quarantine;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Put refused batches back into the spool, to be sent again behind all others. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Put refused batches back into the spool, to be sent again behind all others.")
final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private WhichCollector which = new WhichCollector();

    @Parameters(index = "0", paramLabel = "DESTINATION", description = "Name of the destination, as list shows it.")
    private String destination = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the batch, or all.")
    private String id = "";

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (QuarantineAccess access = which.open()) {
            List<String> done = access.replay(destination, id);
            console.out().println(done.size() + (done.size() == 1 ? " batch" : " batches") + " of " + destination
                    + " to be sent again");
            return ExitCode.OK;
        }
    }
}
