package dev.tributary.aggregator.storage.logs;

import java.util.Map;
import java.util.function.Consumer;

import dev.tributary.aggregator.storage.logs.head.LogHead;
import dev.tributary.aggregator.storage.logs.log.EntryRows;
import dev.tributary.aggregator.storage.logs.write.LogAppender;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what was logged and not yet flushed. Each log becomes the generation it belonged to; a flush that a crash cut
 * short is made again from the same entries, so it writes the same rows once more.
 */
final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);
    private static final long FIRST_LOG = 1;

    private final RocksDatabase database;
    private final LogHead head;
    private final LogAppender appender;
    private final Consumer<String> progress;
    private long nextSequence = 1;

    LogRecovery(RocksDatabase database, LogHead head, LogAppender appender, Consumer<String> progress) {
        this.database = database;
        this.head = head;
        this.appender = appender;
        this.progress = progress;
    }

    /** Replays all logs, oldest first, and gives the one that later commits continue. */
    RocksFamily replay() {
        RocksFamily last = null;
        for (Map.Entry<Long, RocksFamily> log : database.numbered(FamilyKind.LOG).entrySet()) {
            head.begin(log.getKey());
            replay(log.getValue());
            last = log.getValue();
        }
        if (last == null) {
            last = database.family(FamilyKind.LOG.name(FIRST_LOG));
            head.begin(FIRST_LOG);
        }
        return last;
    }

    /** The sequence number that the next record takes. */
    long nextSequence() {
        return nextSequence;
    }

    private void replay(RocksFamily log) {
        ByteReader key = new ByteReader();
        EntryRows.Sink sink = appender.replay();
        long records = 0;
        long entries = 0;
        try (RocksCursor cursor = database.cursor(log)) {
            for (boolean more = cursor.seekToFirst(); more; more = cursor.next()) {
                key.reset(cursor.key(), 0, cursor.keyLength());
                nextSequence = Math.max(nextSequence, key.readLongBig() + 1);
                byte[] value = cursor.value();
                entries += EntryRows.read(value, cursor.valueLength(), sink);
                if ((++records & 0xff) == 0) {
                    progress.accept("replaying " + log.name() + " of the logs: " + entries + " entries");
                }
            }
        }
        LOG.info("log of entries replayed log={} records={} entries={}", log.name(), records, entries);
    }
}
