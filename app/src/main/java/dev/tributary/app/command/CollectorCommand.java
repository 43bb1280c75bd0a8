package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.collector.CollectorRole;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a collector until it is told to stop. */
@Command(name = "collector", mixinStandardHelpOptions = true, //
        description = "Run a collector: pull metrics from Prometheus servers, keep them safe, send them to a hub.", //
        footer = {"",
                "Signals: TERM and INT stop; what is not sent yet stays in the spool and is sent after the next start."})
public final class CollectorCommand implements Callable<Integer> {
    @Option(names = {"-c", "--config"}, paramLabel = "FILE", required = true, description = "Configuration (YAML).")
    private Path file = Path.of("collector.yml");

    @Override
    public Integer call() {
        CollectorRole collector = start(file);
        Foreground.stopOnSignal(collector::close);
        collector.awaitStopped();
        return ExitCode.OK;
    }

    private static CollectorRole start(Path file) {
        try {
            CollectorConfig config = ConfigFile.load(file, CollectorConfig.class);
            Logging.configure(config.log());
            return CollectorRole.start(config);
        } catch (ConfigException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, "the configuration cannot be used:\n" + e.getMessage(), e);
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILED, "the collector cannot start: " + e.getMessage(), e);
        }
    }
}
