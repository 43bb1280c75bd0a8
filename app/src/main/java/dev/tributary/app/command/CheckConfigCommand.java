package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.hub.HubConfig;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads configuration files as a hub or a collector would. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Check configuration files of a hub or a collector.")
final class CheckConfigCommand implements Callable<Integer> {
    /** Whose configuration a file is. */
    enum Role {
        HUB, COLLECTOR
    }

    /** The top-level keys that only a collector's file has, and has to have. */
    private static final Pattern OF_A_COLLECTOR = Pattern
            .compile("(?m)^[\"']?(cluster|hub|remote_write|loki_push|federate_configs|scrape_configs)[\"']?\\s*:");

    private final Console console;

    @Option(names = "--role", paramLabel = "ROLE", //
            description = "hub or collector. Default: collector for a file with a key cluster, hub, federate_configs, remote_write or loki_push")
    private @Nullable Role role;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Configuration files.")
    private List<Path> files = List.of();

    CheckConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean good = true;
        for (Path file : files) {
            good &= check(file);
        }
        return good ? ExitCode.OK : ExitCode.BAD_FILE;
    }

    private boolean check(Path file) {
        Role whose = role == null ? guess(file) : role;
        try {
            switch (whose) {
                case HUB -> HubConfig.load(file).checkRuleFiles();
                case COLLECTOR -> ConfigFile.load(file, CollectorConfig.class);
            }
            console.out().println(file + ": good configuration of a " + whose.name().toLowerCase(Locale.ROOT));
            return true;
        } catch (ConfigException e) {
            e.problems().forEach(console.err()::println);
            return false;
        }
    }

    private static Role guess(Path file) {
        try {
            return OF_A_COLLECTOR.matcher(Files.readString(file)).find() ? Role.COLLECTOR : Role.HUB;
        } catch (IOException _) {
            return Role.HUB; // reading it as one then says why it cannot be read
        }
    }
}
