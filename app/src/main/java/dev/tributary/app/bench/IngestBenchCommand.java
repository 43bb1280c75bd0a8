package dev.tributary.app.bench;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.DurationArgument;
import dev.tributary.app.query.TextTable;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends generated series and says how many samples a second were acknowledged, and how fast. */
@Command(name = "ingest", mixinStandardHelpOptions = true, //
        description = "Send series like those of a fleet by remote write and measure what is acknowledged.")
final class IngestBenchCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BenchTarget target = new BenchTarget();

    @Option(names = "--clusters", defaultValue = "4", description = "Clusters that the series name, unless a credential does. Default: ${DEFAULT-VALUE}")
    private int clusters = 4;

    @Option(names = "--series", defaultValue = "10000", description = "Series in all. Default: ${DEFAULT-VALUE}")
    private int series = 10_000;

    @Option(names = "--batch", defaultValue = "2000", description = "Samples of a request. Default: ${DEFAULT-VALUE}")
    private int batch = 2000;

    @Option(names = "--rate", defaultValue = "0", description = "Samples a second; 0: as many as the server takes. Default: ${DEFAULT-VALUE}")
    private long rate;

    @Option(names = "--connections", defaultValue = "4", description = "Requests at a time. Default: ${DEFAULT-VALUE}")
    private int connections = 4;

    @Option(names = "--duration", defaultValue = "30s", converter = DurationArgument.class, description = "How long. Default: ${DEFAULT-VALUE}")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--history", defaultValue = "1d", converter = DurationArgument.class, //
            description = "How far back the samples start; rounds are 15 s apart and end at the present. Default: ${DEFAULT-VALUE}")
    private Duration history = Duration.ofDays(1);

    @Option(names = "--protocol", defaultValue = "v1", description = "Remote write v1 or v2. Default: ${DEFAULT-VALUE}")
    private RemoteWriteVersion protocol = RemoteWriteVersion.V1;

    IngestBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (clusters < 1 || connections < 1 || connections > 256) {
            throw new CommandFailure(ExitCode.USAGE, "--clusters must be at least 1, --connections 1 to 256");
        }
        try (HttpClient client = target.client()) {
            IngestLoad load = new IngestLoad(target, client, new FleetSeries(clusters, !target.hasCredential()),
                    shape(), history);
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(Thread.ofPlatform().daemon().name("bench-sender-" + i).start(load::run));
            }
            new StatusLine(console, duration, "samples/s").watch(senders, () -> load.samples() / load.seconds());
            load.stop();
            for (Thread sender : senders) {
                sender.join();
            }
            return report(load, load.seconds());
        }
    }

    private IngestShape shape() {
        try {
            return new IngestShape(series, batch, rate, protocol);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private int report(IngestLoad load, double seconds) {
        Outcome outcome = load.outcome();
        List<String> heading = new ArrayList<>(List.of("series", "samples", "samples/s", "requests", "errors"));
        heading.addAll(Outcome.heading());
        TextTable table = new TextTable(heading);
        List<String> row = new ArrayList<>(List.of("%,d".formatted(series), "%,d".formatted(load.samples()),
                "%,.0f".formatted(load.samples() / seconds), "%,d".formatted(outcome.count() + outcome.errors()),
                "%,d".formatted(outcome.errors())));
        row.addAll(outcome.cells());
        table.add(row);
        table.print(console.out());
        if (outcome.errors() > 0) {
            console.err().println("first error: " + outcome.firstError());
        }
        return load.samples() > 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
