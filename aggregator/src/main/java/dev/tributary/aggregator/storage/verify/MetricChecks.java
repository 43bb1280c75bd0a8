package dev.tributary.aggregator.storage.verify;

import dev.tributary.aggregator.storage.day.DayCheck;
import dev.tributary.aggregator.storage.deletion.Tombstone;
import dev.tributary.aggregator.storage.log.LogRecord;
import dev.tributary.aggregator.storage.log.SampleRows;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.side.MetadataStore;

/** The rows of a metric store. For one verification. */
public final class MetricChecks implements FamilyChecks {
    private final SeriesCatalog catalog;
    private final boolean live;
    private final LogRecord log;
    private final SampleRows rows = new SampleRows();

    private MetricChecks(SeriesCatalog catalog, boolean live) {
        this.catalog = catalog;
        this.live = live;
        log = new LogRecord(catalog);
    }

    /** Of a store that nobody has open: its series are read into memory, as a start does. */
    public static MetricChecks ofStopped(RocksDatabase database) {
        return new MetricChecks(new SeriesCatalog(0, new CatalogRows(database.family("series")), Integer.MAX_VALUE),
                false);
    }

    /** Of an open store, whose series are in memory already. */
    public static MetricChecks ofOpen(SeriesCatalog catalog) {
        return new MetricChecks(catalog, true);
    }

    @Override
    public RowCheck of(RocksFamily family, RocksSnapshot snapshot, Findings findings) {
        return switch (FamilyKind.of(family.name())) {
            case CHUNKS -> new Chunks(new DayCheck(FamilyKind.CHUNKS.number(family.name()), family, snapshot,
                    findings));
            case LOG -> (_, value, cursor) -> logRecord(value, cursor, findings);
            case LINES -> RowCheck.NONE;
            case ROWS -> switch (family.name()) {
                case "series" -> (key, value, _) -> series(key, value);
                case "exemplars" -> (_, _, cursor) -> ExemplarStore.check(cursor.key(), cursor.keyLength());
                case "meta" -> (_, _, cursor) -> MetadataStore.check(cursor.key(), cursor.keyLength());
                case "tombstones" -> (key, value, _) -> Tombstone.decode(key, value);
                default -> RowCheck.NONE;
            };
        };
    }

    private void series(ByteReader key, ByteReader value) {
        if (live) {
            CatalogRows.check(key, value);
        } else {
            catalog.load(key, value);
        }
    }

    private void logRecord(ByteReader value, RocksCursor cursor, Findings findings) {
        rows.clear();
        log.decode(value.bytes(), cursor.valueLength(), rows);
        findings.samples(rows.size());
    }

    private record Chunks(DayCheck day) implements RowCheck {
        @Override
        public void check(ByteReader key, ByteReader value, RocksCursor cursor) {
            day.row(cursor);
        }

        @Override
        public void close() {
            day.close();
        }
    }
}
