package dev.tributary.app.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.aggregator.storage.StoreFolder;
import dev.tributary.aggregator.storage.logs.LogChecks;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.ServerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up the store of a running or of a stopped hub. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = {"Back up a hub's store.",
        "A running hub is asked over HTTP and writes into its admin.backup_dir; it goes on working meanwhile.",
        "The store of a stopped hub is backed up by this process: name --data-dir and --to."}, //
        footer = {"", "Only what is new since the last backup in the folder is copied. Examples:",
                "  tributary backup --server http://127.0.0.1:9060",
                "  tributary backup --data-dir /var/lib/tributary --to /backup/tributary"})
public final class BackupCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "data_dir of a hub that does not run.")
    private @Nullable Path dataDir;

    @Option(names = "--to", paramLabel = "DIR", description = "With --data-dir: the folder of backups; made when missing.")
    private @Nullable Path to;

    @Option(names = "--keep", paramLabel = "COUNT", defaultValue = "7", //
            description = "With --data-dir: backups kept, the oldest go first. Default: ${DEFAULT-VALUE}")
    private int keep = 7;

    public BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (dataDir == null && to == null) {
            return new HubWork(server.client(), console).run("backup");
        }
        if (dataDir == null || to == null || keep < 1) {
            throw new CommandFailure(ExitCode.USAGE,
                    "to back up a stopped hub name --data-dir and --to, and keep at least 1");
        }
        return backUp(new StoreLayout(dataDir), new StoreLayout(to));
    }

    private int backUp(StoreLayout from, StoreLayout into) {
        return StoppedStore.run(() -> {
            List<RocksBackups.Entry> made = new ArrayList<>();
            try (WorkBar bar = new WorkBar("backup", console)) {
                made.add(new StoreFolder(from.metrics()).backup(into.metrics(), bar));
                StoreFolder logs = LogChecks.folder(from.logs());
                if (logs.exists()) {
                    made.add(logs.backup(into.logs(), bar));
                }
            }
            new StoreBackups(into).keep(keep);
            console.out().println("backup: " + new StoreBackups.Round(made).describe(into.folder()));
            return ExitCode.OK;
        });
    }
}
