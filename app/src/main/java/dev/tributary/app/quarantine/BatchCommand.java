package dev.tributary.app.quarantine;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that does something with one refused batch of a destination, or with all of them. */
abstract class BatchCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private WhichCollector which = new WhichCollector();

    @Parameters(index = "0", paramLabel = "DESTINATION", description = "Name of the destination, as list shows it.")
    private String destination = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the batch, or all.")
    private String id = "";

    BatchCommand(Console console) {
        this.console = console;
    }

    /** Does it, and gives the ids of the batches it was done with. */
    abstract List<String> apply(QuarantineAccess access, String destination, String id);

    /** What became of the batches, behind their number and destination. */
    abstract String outcome();

    @Override
    public Integer call() {
        try (QuarantineAccess access = which.open()) {
            int done = apply(access, destination, id).size();
            console.out().println(done + (done == 1 ? " batch" : " batches") + " of " + destination + " " + outcome());
            return ExitCode.OK;
        }
    }
}
