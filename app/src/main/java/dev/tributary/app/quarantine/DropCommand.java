package dev.tributary.app.quarantine;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Delete refused batches. */
@Command(name = "drop", mixinStandardHelpOptions = true, description = "Delete refused batches.")
final class DropCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private WhichCollector which = new WhichCollector();

    @Parameters(index = "0", paramLabel = "DESTINATION", description = "Name of the destination, as list shows it.")
    private String destination = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the batch, or all.")
    private String id = "";

    DropCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (QuarantineAccess access = which.open()) {
            List<String> done = access.drop(destination, id);
            console.out().println(done.size() + (done.size() == 1 ? " batch" : " batches") + " of " + destination
                    + " deleted");
            return ExitCode.OK;
        }
    }
}
