package dev.tributary.aggregator.storage.day;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.chunk.TimePage;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/** Decodes the rows of a day's family one by one. Not safe for several threads. */
public final class DayCheck implements AutoCloseable {
    /** Is told what was found. */
    public interface Sink {
        void samples(long count);

        void damage(String description);
    }

    private final long day;
    private final Sink sink;
    private final RocksCursor pages;
    private final TimePages times;
    private final ChunkCodec codec = new ChunkCodec();
    private final SampleColumns samples = new SampleColumns();

    public DayCheck(long day, RocksFamily family, RocksSnapshot snapshot, Sink sink) {
        this.day = day;
        this.sink = sink;
        pages = snapshot.cursor(family);
        times = new TimePages(pages);
    }

    /**
     * Decodes the cursor's row.
     *
     * @throws CorruptDataException when it is damaged
     */
    public void row(RocksCursor cursor) {
        if (cursor.keyLength() < 5) {
            throw new CorruptDataException("a key of " + cursor.keyLength() + " bytes");
        }
        switch (DayKeys.kind(cursor.key())) {
            case DayKeys.CHUNK -> chunk(cursor);
            case DayKeys.TIMES -> {
                byte[] value = cursor.value();
                TimePage page = new TimePage(Arrays.copyOf(value, value.length), cursor.valueLength());
                for (int column = 0; column < page.columns(); column++) {
                    page.column(column);
                }
            }
            case DayKeys.SERIES -> series(cursor);
            default -> throw new CorruptDataException("a key of kind " + DayKeys.kind(cursor.key()));
        }
    }

    private void chunk(RocksCursor cursor) {
        DayKeys.Chunk key = DayKeys.Chunk.read(cursor.key(), cursor.keyLength());
        try {
            codec.open(cursor.value(), cursor.valueLength());
            samples.clear();
            codec.decode(times.column(key.cluster(), key.flush(), codec.timeColumn()), Long.MIN_VALUE, Long.MAX_VALUE,
                    samples);
        } catch (CorruptDataException | StoreIoException e) {
            throw new CorruptDataException(
                    "chunk of series " + key.cluster() + "/" + key.id() + " at " + key.firstMillis() + ": "
                            + e.getMessage());
        }
        requireOrder(key);
        sink.samples(samples.size());
    }

    private void requireOrder(DayKeys.Chunk key) {
        long before = Long.MIN_VALUE;
        for (int row = 0; row < samples.size(); row++) {
            long time = samples.timestamp(row);
            if (time <= before || DayPartition.dayOf(time) != day) {
                throw new CorruptDataException("chunk of series " + key.cluster() + "/" + key.id() + " at "
                        + key.firstMillis() + ": time " + time + " is out of order or of another day");
            }
            before = time;
        }
        if (samples.size() == 0 || samples.timestamp(0) != key.firstMillis()) {
            throw new CorruptDataException("chunk of series " + key.cluster() + "/" + key.id()
                    + " does not begin at its key's time " + key.firstMillis());
        }
    }

    private static void series(RocksCursor cursor) {
        try {
            new RoaringBitmap().deserialize(ByteBuffer.wrap(cursor.value(), 0, cursor.valueLength()));
        } catch (IOException | RuntimeException e) {
            throw new CorruptDataException(
                    "series of cluster " + DayKeys.cluster(cursor.key()) + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        pages.close();
    }
}
