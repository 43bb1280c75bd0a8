package dev.tributary.aggregator.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.tributary.aggregator.storage.head.ApplyReport;
import dev.tributary.aggregator.storage.head.Head;
import dev.tributary.aggregator.storage.head.HeadAppender;
import dev.tributary.aggregator.storage.log.LogRecord;
import dev.tributary.aggregator.storage.log.SampleRows;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back what was logged and not yet flushed. Each log becomes the generation it belonged to. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long FIRST_LOG = 1;

    private final RocksDatabase database;
    private final SeriesCatalog catalog;
    private final Head head;
    private final HeadAppender appender;
    private final Consumer<String> progress;
    private final Map<Long, Long> flushNumbers = new HashMap<>();
    private long nextSequence = 1;

    Recovery(RocksDatabase database, SeriesCatalog catalog, Head head, HeadAppender appender,
            Consumer<String> progress) {
        this.database = database;
        this.catalog = catalog;
        this.head = head;
        this.appender = appender;
        this.progress = progress;
    }

    /** Replays all logs, oldest first, and gives the one that later commits continue. */
    RocksFamily replay() {
        Map<Long, RocksFamily> logs = database.numbered(FamilyKind.LOG);
        RocksFamily last = null;
        for (Map.Entry<Long, RocksFamily> log : logs.entrySet()) {
            head.begin(log.getKey());
            replay(log.getValue());
            last = log.getValue();
        }
        if (last == null) {
            last = database.family(FamilyKind.LOG.name(FIRST_LOG));
            head.begin(FIRST_LOG);
        }
        return logs.size() > 1 ? renumber(logs) : last;
    }

    /**
     * All logs but the last may have been flushed in part before the crash. What they hold now may differ from that (late
     * samples are judged anew, some were deleted since), so their flushes take numbers that none had, below that of the
     * next generation as every deletion expects it.
     */
    private RocksFamily renumber(Map<Long, RocksFamily> logs) {
        long next = head.active().number() + 1;
        for (long generation : logs.keySet()) {
            if (generation < head.active().number()) {
                flushNumbers.put(generation, next++);
            }
        }
        head.begin(next);
        return database.family(FamilyKind.LOG.name(next));
    }

    /** The number that the flush of a replayed generation takes, where it is not the generation's own. */
    Map<Long, Long> flushNumbers() {
        return Map.copyOf(flushNumbers);
    }

    /** The sequence number that the next record takes. */
    long nextSequence() {
        return nextSequence;
    }

    private void replay(RocksFamily log) {
        LogRecord codec = new LogRecord(catalog);
        ByteReader key = new ByteReader();
        long records = 0;
        long samples = 0;
        ApplyReport report;
        try (ReplayHead applying = new ReplayHead(appender); RocksCursor cursor = database.cursor(log)) {
            for (boolean more = cursor.seekToFirst(); more; more = cursor.next()) {
                key.reset(cursor.key(), 0, cursor.keyLength());
                nextSequence = Math.max(nextSequence, key.readLongBig() + 1);
                SampleRows rows = applying.empty();
                byte[] value = cursor.value();
                codec.decode(value, cursor.valueLength(), rows);
                samples += rows.size();
                applying.apply(rows);
                if ((++records & 0x3ff) == 0) {
                    progress.accept("replaying " + log.name() + ": " + samples + " samples");
                }
            }
            report = applying.finish();
        }
        LOG.info("log replayed log={} records={} samples={} histograms={}", log.name(), records,
                report.samples(), report.histograms());
    }
}
