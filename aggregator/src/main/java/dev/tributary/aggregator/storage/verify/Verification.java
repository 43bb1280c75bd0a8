package dev.tributary.aggregator.storage.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.rocks.TableFile;
import dev.tributary.aggregator.storage.work.WorkProgress;

/**
 * Reads every block of every table file against its checksum, then decodes every row of every family as of one moment, also
 * what stands in the write-ahead log. May run while the store works. For one thread.
 */
public final class Verification {
    /** A row is read again by its family: half of the work, in bytes of the files. */
    private static final int PASSES = 2;

    private final RocksDatabase database;
    private final WorkProgress progress;
    private final Findings findings = new Findings();
    private final ByteReader key = new ByteReader();
    private final ByteReader value = new ByteReader();
    private final FamilyChecks checks;
    private long done;
    private long total;

    /** @param checks what the rows of the store's families are */
    public Verification(RocksDatabase database, FamilyChecks checks, WorkProgress progress) {
        this.database = database;
        this.checks = checks;
        this.progress = progress;
    }

    /** Reads everything. */
    public VerifyReport run() {
        List<TableFile> files = database.files();
        Map<String, Long> bytesByFamily = new HashMap<>();
        files.forEach(file -> bytesByFamily.merge(file.family(), file.bytes(), Long::sum));
        total = PASSES * files.stream().mapToLong(TableFile::bytes).sum();
        try (RocksSnapshot snapshot = database.snapshot()) {
            files.forEach(this::verify);
            for (RocksFamily family : database.families()) {
                if (family.acquire()) {
                    try {
                        decode(family, snapshot);
                    } finally {
                        family.release();
                    }
                }
                advance(bytesByFamily.getOrDefault(family.name(), 0L));
            }
        }
        return findings.report();
    }

    private void advance(long bytes) {
        done += bytes;
        progress.at(Math.min(done, total), total);
    }

    private void verify(TableFile file) {
        try {
            file.verify();
        } catch (StoreIoException e) {
            // A file that a compaction replaced meanwhile is no damage.
            if (e.kind() == StoreIoException.Kind.CORRUPTION || database.files().contains(file)) {
                findings.damage("file " + file.path().getFileName() + " of " + file.family() + ": " + e.getMessage());
            }
        }
        findings.file(file.bytes());
        advance(file.bytes());
    }

    private void decode(RocksFamily family, RocksSnapshot snapshot) {
        try (RowCheck check = checks.of(family, snapshot, findings)) {
            walk(family, snapshot, check);
        }
    }

    private void walk(RocksFamily family, RocksSnapshot snapshot, RowCheck check) {
        try (RocksCursor cursor = snapshot.cursor(family)) {
            KeyWalk walk = new KeyWalk(cursor);
            while (walk.next(gap -> findings.damage(family.name() + ": " + gap))) {
                findings.row();
                key.reset(cursor.key(), 0, cursor.keyLength());
                try {
                    value.reset(cursor.value(), 0, cursor.valueLength());
                    check.check(key, value, cursor);
                } catch (CorruptDataException e) {
                    findings.damage(family.name() + ": " + e.getMessage());
                }
            }
        }
    }
}
