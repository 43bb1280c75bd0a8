package dev.tributary.collector.planted;

import dev.tributary.aggregator.web.planted.ReachesIntoRocksDb;
import picocli.CommandLine;

/** Breaks rules on purpose: a role that calls another role and reads the command line. */
public final class CallsTheHubDirectly {
    private final ReachesIntoRocksDb hub = new ReachesIntoRocksDb();

    public String call(CommandLine line) {
        return hub.name() + line.getCommandName();
    }
}
