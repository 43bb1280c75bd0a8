package dev.tributary.app.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.aggregator.storage.StoreFolder;
import dev.tributary.aggregator.storage.logs.LogChecks;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a backup as a data directory. */
@Command(name = "restore", mixinStandardHelpOptions = true, description = {
        "Restore a backup into a data directory without a store.", "The hub must not run; start it afterwards."}, //
        footer = {"", "Examples:", "  tributary restore --from /backup/tributary --list",
                "  tributary restore --from /backup/tributary --data-dir /var/lib/tributary"})
public final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "The folder of backups.")
    private Path from = Path.of("");

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where the store is written; made when missing.")
    private @Nullable Path dataDir;

    @Option(names = "--backup", paramLabel = "ID", description = "Which backup. Default: the newest.")
    private @Nullable Integer id;

    @Option(names = "--list", description = "Only list the backups.")
    private boolean list;

    public RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = new StoreLayout(from).metrics();
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.FAILED, from + " holds no backups");
        }
        if (!list && dataDir == null) {
            throw new CommandFailure(ExitCode.USAGE, "name --data-dir, or --list to see the backups");
        }
        return StoppedStore.run(() -> {
            try (RocksBackups backups = RocksBackups.open(folder)) {
                return list || dataDir == null ? print(backups.list()) : restore(backups, new StoreLayout(dataDir));
            }
        });
    }

    private int print(List<RocksBackups.Entry> all) {
        console.out().printf("%6s  %-20s  %8s  %s%n", "backup", "time", "files", "bytes");
        all.forEach(backup -> console.out().printf("%6d  %-20s  %8d  %d%n", backup.id(), backup.time(),
                backup.files(), backup.bytes()));
        return ExitCode.OK;
    }

    private static void restoreLogs(StoreLayout source, RocksBackups.Entry logs, StoreLayout into, WorkBar bar) {
        try (RocksBackups backups = RocksBackups.open(source.logs())) {
            LogChecks.folder(into.logs()).restore(backups, logs, bar);
        }
    }

    private int restore(RocksBackups backups, StoreLayout into) {
        List<RocksBackups.Entry> all = backups.list();
        RocksBackups.Entry chosen = all.stream().filter(backup -> id == null || backup.id() == id)
                .reduce((_, later) -> later).orElseThrow(() -> new CommandFailure(ExitCode.FAILED,
                        id == null ? from + " holds no backups" : "there is no backup " + id + "; --list shows them"));
        try (WorkBar bar = new WorkBar("restore", console)) {
            new StoreFolder(into.metrics()).restore(backups, chosen, bar);
            StoreLayout source = new StoreLayout(from);
            new StoreBackups(source).logsOf(chosen.time()).ifPresent(logs -> restoreLogs(source, logs, into, bar));
        }
        console.out().printf("restore: backup %d of %s, %d bytes, in %s%n", chosen.id(), chosen.time(), chosen.bytes(),
                into.folder().toAbsolutePath());
        return ExitCode.OK;
    }
}
