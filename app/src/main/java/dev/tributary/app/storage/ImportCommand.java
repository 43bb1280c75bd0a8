package dev.tributary.app.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.ServerOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.FileProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends OpenMetrics files to a hub. */
@Command(name = "import", mixinStandardHelpOptions = true, description = {
        "Send OpenMetrics files to a running hub, or to any remote-write 2.0 receiver.",
        "Every sample needs a timestamp, in seconds, and may be as old as the cluster's retention. Files may be "
                + "compressed (.gz). Sending the same file again changes nothing."}, //
        footer = {"", "The credential names the cluster; on a hub without credentials --cluster does. Examples:",
                "  tributary import --bearer-token-file east.token history.om",
                "  tributary import --cluster east dump-1.om.gz dump-2.om.gz"})
public final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--cluster", paramLabel = "NAME", description = "The cluster of all series, on a hub without credentials.")
    private @Nullable String cluster;

    @Option(names = "--batch", paramLabel = "SAMPLES", defaultValue = "5000", //
            description = "Samples of one request. Default: ${DEFAULT-VALUE}")
    private int batch = 5000;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files in the OpenMetrics text format.")
    private List<Path> files = List.of();

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (batch < 1 || batch > 100_000) {
            throw new CommandFailure(ExitCode.USAGE, "--batch must be from 1 to 100000");
        }
        if (cluster != null && !ClusterId.isUsable(cluster)) {
            throw new CommandFailure(ExitCode.USAGE, "--cluster " + cluster + " is no name of a cluster");
        }
        long total = files.stream().mapToLong(ImportCommand::size).sum();
        ImportSender sender = new ImportSender(server.client(), console);
        try (WorkBar bar = new WorkBar("import", console)) {
            long before = 0;
            for (Path file : files) {
                long offset = before;
                new ImportFile(file, cluster, batch, sender, bytes -> bar.at(offset + bytes, total)).run();
                before += size(file);
            }
            bar.at(total, total);
        }
        String line = "import: %d samples of %d files stored, %d refused".formatted(sender.stored(), files.size(),
                sender.refused());
        if (sender.refused() > 0) {
            throw new CommandFailure(ExitCode.FAILED, line);
        }
        console.out().println(line);
        return ExitCode.OK;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.BAD_FILE, file + " cannot be read: " + FileProblem.reason(e), e);
        }
    }
}
