package dev.tributary.app.command;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.hub.HubConfig;
import dev.tributary.app.hub.HubRole;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Logging;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a hub until it is told to stop. */
@Command(name = "hub", mixinStandardHelpOptions = true, //
        description = "Run a hub: take metrics from collectors, store them, answer queries.", //
        footer = {"", "Signals: TERM and INT finish what runs and stop; HUP reads the configuration again.",
                "Without credentials in its configuration a hub listens on the loopback interface only."})
public final class HubCommand implements Callable<Integer> {
    @Option(names = {"-c", "--config"}, paramLabel = "FILE", //
            description = "Configuration (YAML). Default: none, every setting at its default.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Path chosen = file;
        Supplier<HubConfig> source = () -> chosen == null
                ? ConfigFile.defaults(HubConfig.class)
                : HubConfig.load(chosen);
        HubRole hub = start(source);
        Foreground.stopOnSignal(hub::close);
        Foreground.reloadOnSignal(hub::reload);
        boolean[] failed = new boolean[1];
        hub.ready().whenComplete((_, failure) -> {
            if (failure != null) {
                failed[0] = true;
                hub.close();
            }
        });
        hub.awaitStopped();
        return failed[0] ? ExitCode.FAILED : ExitCode.OK;
    }

    private static HubRole start(Supplier<HubConfig> source) {
        try {
            HubConfig config = source.get();
            Logging.configure(config.log());
            return HubRole.start(config, source);
        } catch (ConfigException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, "the configuration cannot be used:\n" + e.getMessage(), e);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the hub cannot start: " + e.getMessage(), e);
        }
    }
}
