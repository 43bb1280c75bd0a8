package dev.tributary.app.hub;

import java.nio.file.Path;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Administration of the store over HTTP. */
public record AdminSettings(
        @Default("false") @Doc("Whether /api/v1/admin/... answers: deletion, snapshots, backups, verification. Asks for a read credential without a restriction where read_credentials are named.") boolean enabled,
        @Default("backup") @Doc("Folder of backups, made when it is missing; best on another disk.") Path backupDir,
        @Default("7") @Doc("Backups kept; a further one removes the oldest.") int backupsMax) {
    public AdminSettings {
        if (backupsMax < 1) {
            throw new IllegalArgumentException("backups_max must be at least 1, is " + backupsMax);
        }
    }
}
