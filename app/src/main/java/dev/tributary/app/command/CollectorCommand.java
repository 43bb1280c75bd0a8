package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.collector.CollectorRole;
import dev.tributary.app.quarantine.QuarantineCommand;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.config.FileProblem;
import dev.tributary.runtime.telemetry.Logging;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a collector until it is told to stop. */
@Command(name = "collector", mixinStandardHelpOptions = true, //
        description = "Run a collector: pull metrics from Prometheus servers, keep them safe, send them to a hub.", //
        footer = {"",
                "Signals: TERM and INT stop; what is not sent yet stays in the spool and is sent after the next start.",
                "HUP reads the configuration again; jobs and destinations that stay the same go on undisturbed."})
public final class CollectorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "Configuration (YAML). Required to run one.")
    private @Nullable Path file;

    /** The command with those below it, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new CollectorCommand()).addSubcommand(QuarantineCommand.line(console));
    }

    @Override
    public Integer call() {
        Path chosen = file;
        if (chosen == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
        }
        CollectorRole collector = start(chosen);
        Foreground.stopOnSignal(collector::close);
        Foreground.reloadOnSignal(collector::reload);
        collector.awaitStopped();
        return ExitCode.OK;
    }

    private static CollectorConfig load(Path file) {
        CollectorConfig config = ConfigFile.load(file, CollectorConfig.class);
        Logging.configure(config.log());
        return config;
    }

    private static CollectorRole start(Path file) {
        try {
            CollectorConfig config = load(file);
            return CollectorRole.start(config, () -> load(file));
        } catch (ConfigException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, "the configuration cannot be used:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the collector cannot start: " + FileProblem.of(e), e);
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILED, "the collector cannot start: " + e.getMessage(), e);
        }
    }
}
