package dev.tributary.aggregator.storage.head;

import java.util.Arrays;
import java.util.Random;

import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.StaleMarker;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FloatStepTest {
    private static final long T0 = 1_773_000_000_000L;

    private final FloatStep writing = new FloatStep();
    private final FloatStep reading = new FloatStep();
    private final byte[] bytes = new byte[FloatStep.ROOM];

    private int roundTrip(long time, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int length = writing.encode(time, bits, bytes);
        assertThat(length).isLessThanOrEqualTo(FloatStep.BYTES_MAX);
        byte[] stored = Arrays.copyOf(bytes, length + 8);
        // What follows a sample is another one
        Arrays.fill(stored, length, stored.length, (byte) 0xa5);
        assertThat(reading.decode(stored, 0)).isEqualTo(length);
        assertThat(reading.time()).isEqualTo(time);
        assertThat(reading.step()).isEqualTo(writing.step());
        assertThat(reading.bits()).isEqualTo(bits);
        return length;
    }

    @Seeded
    void everySampleIsReadBack(Random random) {
        long time = 0;
        double value = 0;
        for (int i = 0; i < 200; i++) {
            time = switch (random.nextInt(4)) {
                case 0 -> time + 15_000;
                case 1 -> random.nextLong();
                case 2 -> T0 + random.nextInt();
                default -> time + random.nextInt(-300, 300);
            };
            value = switch (random.nextInt(6)) {
                case 0 -> value;
                case 1 -> Double.longBitsToDouble(random.nextLong());
                case 2 -> Math.rint(value) + random.nextInt();
                case 3 -> random.nextInt(100) / 10.0;
                case 4 -> random.nextBoolean() ? -0.0 : 0.0;
                default -> StaleMarker.VALUE;
            };
            roundTrip(time, value);
        }
    }

    @Test
    void anUnchangedValueAtASteadyIntervalTakesOneByte() {
        roundTrip(T0, 42.5);
        roundTrip(T0 + 15_000, 42.5);
        assertThat(roundTrip(T0 + 30_000, 42.5)).isEqualTo(1);
        assertThat(roundTrip(T0 + 45_000, 42.5)).isEqualTo(1);
    }

    @Test
    void aCounterOfWholeNumbersTakesFewBytes() {
        roundTrip(T0, 1e9);
        roundTrip(T0 + 15_000, 1e9 + 100);
        assertThat(roundTrip(T0 + 30_000, 1e9 + 227)).isEqualTo(2);
        assertThat(roundTrip(T0 + 45_001, 1e9 + 20_000)).isEqualTo(4);
    }

    @Test
    void formsThatAreNotWrittenAreRefused() {
        for (int form : new int[]{0x60, 0x70, 0x80, 0xf0, 0x0e, 0x0f}) {
            assertThatThrownBy(
                    () -> reading.decode(new byte[]{(byte) form, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0))
                    .as("form %x", form).isInstanceOf(CorruptDataException.class);
        }
    }
}
