package dev.tributary.app.storage;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.tributary.aggregator.storage.StoreFolder;
import dev.tributary.aggregator.storage.logs.LogChecks;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.ServerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads all that a store holds. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = {
        "Read every block and every row of a hub's store and say what is damaged.",
        "A running hub is asked over HTTP and goes on working; a stopped one is named by --data-dir."}, //
        footer = {"", "Ends with 1 when something is damaged. Examples:",
                "  tributary verify --server http://127.0.0.1:9060",
                "  tributary verify --data-dir /var/lib/tributary"})
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "data_dir of a hub that does not run.")
    private @Nullable Path dataDir;

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return dataDir == null
                ? new HubWork(server.client(), console).run("verify")
                : verify(new StoreLayout(dataDir));
    }

    private int verify(StoreLayout data) {
        return StoppedStore.run(() -> {
            VerifyReport report;
            try (WorkBar bar = new WorkBar("verify", console)) {
                report = new StoreFolder(data.metrics()).verify(bar);
                StoreFolder logs = LogChecks.folder(data.logs());
                report = logs.exists() ? report.and(logs.verify(bar)) : report;
            }
            report.descriptions().forEach(console.err()::println);
            String line = "verify: " + StoreLayout.describe(report);
            if (!report.isSound()) {
                throw new CommandFailure(ExitCode.FAILED, line);
            }
            console.out().println(line);
            return ExitCode.OK;
        });
    }
}
