package dev.tributary.app.query;

import dev.tributary.app.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that ask a server. */
@Command(name = "query", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", //
        description = "Ask a hub, or any server with the Prometheus API.", //
        footer = {"", "Examples:", "  tributary query clusters", "  tributary query alerts --cluster west",
                "  tributary query instant 'sum by (cluster) (up)'",
                "  tributary query range --start now-15m 'sum by (cluster) (rate(container_cpu_usage_seconds_total[1m]))'",
                "  tributary query series 'kube_node_info'", "  tributary query labels cluster",
                "  tributary query logs --follow '{cluster=\"west\"} |= \"error\"'"})
public final class QueryCommand {
    private QueryCommand() {
    }

    /** The group with its commands, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new QueryCommand()).addSubcommand(new InstantCommand(console))
                .addSubcommand(new RangeCommand(console)).addSubcommand(new SeriesCommand(console))
                .addSubcommand(new LabelsCommand(console))
                .registerConverter(TimeArgument.class, TimeArgument::of);
    }
}
