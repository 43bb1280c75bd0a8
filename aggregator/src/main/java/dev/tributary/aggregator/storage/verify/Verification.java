package dev.tributary.aggregator.storage.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.day.DayCheck;
import dev.tributary.aggregator.storage.deletion.Tombstone;
import dev.tributary.aggregator.storage.log.LogRecord;
import dev.tributary.aggregator.storage.log.SampleRows;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.rocks.TableFile;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.side.MetadataStore;
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
    private final SampleRows rows = new SampleRows();
    private final SeriesCatalog catalog;
    private final boolean live;
    private final LogRecord log;
    private long done;
    private long total;

    /** Of a store that nobody has open: its series are read into memory, as a start does. */
    public Verification(RocksDatabase database, WorkProgress progress) {
        this(database, new SeriesCatalog(0, new CatalogRows(database.family("series")), Integer.MAX_VALUE), false,
                progress);
    }

    /** Of an open store, whose series are in memory already. */
    public Verification(RocksDatabase database, SeriesCatalog catalog, WorkProgress progress) {
        this(database, catalog, true, progress);
    }

    private Verification(RocksDatabase database, SeriesCatalog catalog, boolean live, WorkProgress progress) {
        this.database = database;
        this.progress = progress;
        this.catalog = catalog;
        this.live = live;
        log = new LogRecord(catalog);
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
        switch (FamilyKind.of(family.name())) {
            case CHUNKS -> {
                try (DayCheck check = new DayCheck(FamilyKind.CHUNKS.number(family.name()), family, snapshot,
                        findings)) {
                    walk(family, snapshot, check::row);
                }
            }
            case LOG -> walk(family, snapshot, this::logRecord);
            case ROWS -> walk(family, snapshot, switch (family.name()) {
                case "series" -> cursor -> series();
                case "exemplars" -> cursor -> ExemplarStore.check(cursor.key(), cursor.keyLength());
                case "meta" -> cursor -> MetadataStore.check(cursor.key(), cursor.keyLength());
                case "tombstones" -> cursor -> Tombstone.decode(key, value);
                default -> cursor -> {
                    // Documents, whose bytes are their owners' affair.
                };
            });
        }
    }

    private void series() {
        if (live) {
            CatalogRows.check(key, value);
        } else {
            catalog.load(key, value);
        }
    }

    private void logRecord(RocksCursor cursor) {
        rows.clear();
        log.decode(value.bytes(), cursor.valueLength(), rows);
        findings.samples(rows.size());
    }

    /** What is done with each row. */
    private interface RowCheck {
        void check(RocksCursor cursor);
    }

    private void walk(RocksFamily family, RocksSnapshot snapshot, RowCheck check) {
        try (RocksCursor cursor = snapshot.cursor(family)) {
            KeyWalk walk = new KeyWalk(cursor);
            while (walk.next(gap -> findings.damage(family.name() + ": " + gap))) {
                findings.row();
                key.reset(cursor.key(), 0, cursor.keyLength());
                try {
                    value.reset(cursor.value(), 0, cursor.valueLength());
                    check.check(cursor);
                } catch (CorruptDataException e) {
                    findings.damage(family.name() + ": " + e.getMessage());
                }
            }
        }
    }
}
