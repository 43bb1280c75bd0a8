package dev.tributary.app.quarantine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.collector.StoppedCollector;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which collector is meant. */
final class WhichCollector {
    private static final URI STANDARD = URI.create("http://127.0.0.1:9061");

    @ArgGroup
    private @Nullable Choice choice;

    /** One or the other. */
    static final class Choice {
        @Option(names = "--url", paramLabel = "URL", //
                description = "A collector that runs. Default: http://127.0.0.1:9061")
        private @Nullable URI url;

        @Option(names = {"-c", "--config"}, paramLabel = "FILE", //
                description = "Configuration of a collector that does not run: its files are worked on.")
        private @Nullable Path config;
    }

    QuarantineAccess open() {
        Choice given = choice;
        if (given == null || given.config == null) {
            URI url = given == null || given.url == null ? STANDARD : given.url;
            if (url.getHost() == null) {
                throw new CommandFailure(ExitCode.USAGE, "--url needs an address like http://127.0.0.1:9061, not "
                        + url);
            }
            return new RunningCollector(url);
        }
        try {
            return new CollectorFiles(StoppedCollector.open(ConfigFile.load(given.config, CollectorConfig.class)));
        } catch (ConfigException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, "the configuration cannot be used:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage() + "; --url asks a collector that runs", e);
        }
    }
}
