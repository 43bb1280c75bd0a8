package dev.tributary.aggregator.storage.deletion;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TombstoneTest {
    /** As version 1 was first written. */
    private static final String VERSION_1 = "01030f8088c8f09967073a300000010000000000020010000000010002000900";

    private static Tombstone decode(byte[] key, byte[] value) {
        return Tombstone.decode(new ByteReader(key), new ByteReader(value));
    }

    @Seeded
    void whatIsStoredIsReadAgain(RandomGenerator random) {
        RoaringBitmap series = new RoaringBitmap();
        random.ints(random.nextInt(1, 5000), 0, 1_000_000).forEach(series::add);
        Tombstone made = new Tombstone(random.nextInt(), random.nextInt(Integer.MAX_VALUE), series, random.nextLong(),
                random.nextLong(), random.nextLong(Long.MAX_VALUE), Comebacks.none());
        Tombstone read = decode(made.key(), made.value());
        assertThat(read.number()).isEqualTo(made.number());
        assertThat(read.cluster()).isEqualTo(made.cluster());
        assertThat(read.series()).isEqualTo(made.series());
        assertThat(read.minMillis()).isEqualTo(made.minMillis());
        assertThat(read.maxMillis()).isEqualTo(made.maxMillis());
        assertThat(read.lastFlush()).isEqualTo(made.lastFlush());
    }

    @Seeded
    void anyCutIsRefused(RandomGenerator random) {
        RoaringBitmap series = RoaringBitmap.bitmapOf(random.ints(1 + random.nextInt(20), 0, 1 << 20).toArray());
        Tombstone made = new Tombstone(1, 1, series, random.nextLong(), random.nextLong(), 5, Comebacks.none());
        byte[] value = made.value();
        assertThatThrownBy(() -> decode(made.key(), Arrays.copyOf(value, random.nextInt(value.length))))
                .isInstanceOf(CorruptDataException.class);
    }

    @Test
    void version1StaysReadable() {
        Tombstone read = decode(new byte[]{0, 0, 0, 9}, HexFormat.of().parseHex(VERSION_1));
        assertThat(read.number()).isEqualTo(9);
        assertThat(read.cluster()).isEqualTo(3);
        assertThat(read.series()).isEqualTo(RoaringBitmap.bitmapOf(1, 2, 9));
        assertThat(read.minMillis()).isEqualTo(-8);
        assertThat(read.maxMillis()).isEqualTo(1_773_000_000_000L);
        assertThat(read.lastFlush()).isEqualTo(7);
    }
}
