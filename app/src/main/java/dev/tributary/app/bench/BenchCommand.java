package dev.tributary.app.bench;

import dev.tributary.app.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that measure a server. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        description = "Measure a hub, or any server with remote write and the Prometheus API.", //
        footer = {"", "Examples:", "  tributary bench ingest --url http://127.0.0.1:9060 --series 100000 --duration 1m",
                "  tributary bench query --url http://127.0.0.1:9060 --clients 4",
                "", "The load is real: try it on an installation that may hold the series bench_*."})
public final class BenchCommand {
    private BenchCommand() {
    }

    /** The group with its commands, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new BenchCommand()).addSubcommand(new IngestBenchCommand(console))
                .addSubcommand(new QueryBenchCommand(console));
    }
}
