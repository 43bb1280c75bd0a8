package dev.tributary.app.demo;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.demo.server.Misbehaviour;
import dev.tributary.runtime.lifecycle.ProcessSignals;
import dev.tributary.runtime.telemetry.LogSettings;
import dev.tributary.runtime.telemetry.Logging;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs the demo until it is interrupted. */
@Command(name = "demo", mixinStandardHelpOptions = true, //
        description = {"Run a hub with three simulated clusters and a collector for each; nothing to install.",
                "The clusters are made up: their names, loads, crashes and rollouts happen in this process only."})
public final class DemoCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9060", //
            description = "Port of the hub on the loopback interface; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", //
            description = "Keep the data in this folder. Default: a temporary folder that is removed at the end")
    private @Nullable Path data;

    @Option(names = "--federate", paramLabel = "[NAME=]URL", converter = ClusterArgument.class, //
            description = "Take a real Prometheus in as one more cluster; may be repeated.")
    private List<FederatedCluster> federated = List.of();

    @Option(names = "--log", paramLabel = "LEVEL", defaultValue = "error", //
            description = "Log of hub and collectors on the error stream: debug, info, warn or error. Default: ${DEFAULT-VALUE}")
    private LogSettings.Level logLevel = LogSettings.Level.ERROR;

    /** Reads {@code [NAME=]URL}. */
    static final class ClusterArgument implements ITypeConverter<FederatedCluster> {
        @Override
        public FederatedCluster convert(String text) {
            try {
                return FederatedCluster.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private DemoCommand(Console console) {
        this.console = console;
    }

    /** The command, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new DemoCommand(console));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > PORT_MAX) {
            throw new CommandFailure(ExitCode.USAGE, "--port must be from 0 to " + PORT_MAX + ", is " + port);
        }
        Logging.configure(new LogSettings(logLevel, LogSettings.Format.LOGFMT));
        CountDownLatch interrupted = new CountDownLatch(1);
        ProcessSignals.on("INT", interrupted::countDown);
        ProcessSignals.on("TERM", interrupted::countDown);
        console.out().println("Starting a hub, three simulated clusters and their collectors ...");
        try (Demo demo = start()) {
            DemoGuide guide = new DemoGuide(console, demo);
            guide.welcome();
            tellUntil(interrupted, demo, guide);
            console.out().println("Stopping ...");
        }
        return ExitCode.OK;
    }

    private Demo start() {
        try {
            return new Demo(port, DemoFolder.of(data), federated, Clock.systemUTC());
        } catch (IllegalStateException | UncheckedIOException e) {
            String reason = String.valueOf(e.getMessage());
            throw new CommandFailure(ExitCode.FAILED, "the demo cannot start: " + reason
                    + (reason.contains("cannot listen") ? "\n--port names another port." : ""), e);
        }
    }

    private static void tellUntil(CountDownLatch interrupted, Demo demo, DemoGuide guide) throws InterruptedException {
        Misbehaviour told = Misbehaviour.NONE;
        while (!interrupted.await(1, TimeUnit.SECONDS)) {
            Misbehaviour now = demo.misbehaviour();
            if (now != told) {
                guide.misbehaves(now);
                told = now;
            }
        }
    }
}
