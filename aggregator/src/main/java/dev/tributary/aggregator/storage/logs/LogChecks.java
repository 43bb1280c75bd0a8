package dev.tributary.aggregator.storage.logs;

import java.nio.file.Path;

import dev.tributary.aggregator.storage.StoreFolder;
import dev.tributary.aggregator.storage.logs.day.BlockRef;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.log.EntryRows;
import dev.tributary.aggregator.storage.logs.record.RecordRows;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.series.CatalogRows;
import dev.tributary.aggregator.storage.verify.FamilyChecks;
import dev.tributary.aggregator.storage.verify.Findings;
import dev.tributary.aggregator.storage.verify.RowCheck;

/** The rows of a log store. */
public final class LogChecks implements FamilyChecks {
    private static final EntryRows.Sink NOWHERE = new EntryRows.Sink() {
        @Override
        public void stream(int cluster, int id) {
            // Streams are checked by their own rows.
        }

        @Override
        public void entry(long timeNanos, byte[] bytes, int offset, int length, int setOffset, int setLength) {
            // Counted by the reader.
        }
    };

    /** The folder of a log store that is not open. */
    public static StoreFolder folder(Path folder) {
        return new StoreFolder(folder, OpenLogStore.FOLDER, _ -> new LogChecks());
    }

    @Override
    public RowCheck of(RocksFamily family, RocksSnapshot snapshot, Findings findings) {
        return switch (FamilyKind.of(family.name())) {
            case LINES -> (_, _, cursor) -> findings.entries(BlockRef.check(cursor.key(), cursor.keyLength(),
                    cursor.value(), cursor.valueLength()));
            case LOG -> (_, value, cursor) -> findings
                    .entries(EntryRows.read(value.bytes(), cursor.valueLength(), NOWHERE));
            case CHUNKS -> RowCheck.NONE;
            case ROWS -> switch (family.name()) {
                case "series" -> (key, value, _) -> CatalogRows.check(key, value);
                case "deletions" -> (key, value, _) -> LogDeletion.read(key, value);
                case "records" -> (_, _, cursor) -> findings.entries(RecordRows.check(cursor.key(),
                        cursor.keyLength(), cursor.value(), cursor.valueLength()));
                default -> RowCheck.NONE;
            };
        };
    }
}
