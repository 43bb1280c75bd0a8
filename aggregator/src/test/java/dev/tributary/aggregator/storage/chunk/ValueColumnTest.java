package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;
import java.util.Random;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.StaleMarker;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValueColumnTest {
    private static final double[] ODD = {Double.NaN, StaleMarker.VALUE, -0.0, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 1e300, 0.1 + 0.2};

    private static byte[] encode(double... values) {
        ByteWriter out = new ByteWriter(16);
        new ValueColumn().encode(values, 0, values.length, out);
        return out.toArray();
    }

    private static double[] decode(byte[] bytes, int count) {
        double[] decoded = new double[count + 3];
        ByteReader in = Bytes.reader(bytes, bytes.length);
        ValueColumn.decode(in, count, 0, count, decoded, 3, new long[count]);
        in.requireEnd();
        return Arrays.copyOfRange(decoded, 3, count + 3);
    }

    private static void assertKept(double... values) {
        double[] decoded = decode(encode(values), values.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(decoded[i])).as("value %d, %s", i, values[i])
                    .isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
    }

    static double[] randomValues(Random random, int count) {
        double[] values = new double[count];
        int kind = random.nextInt(6);
        double oddShare = random.nextInt(3) == 0 ? random.nextDouble() * 0.3 : 0;
        double power = Math.pow(10, random.nextInt(10));
        double last = random.nextInt(1_000_000);
        for (int i = 0; i < count; i++) {
            values[i] = switch (kind) {
                case 0 -> last;
                case 1 -> last + random.nextInt(1000);
                case 2 -> Math.rint((last + random.nextDouble()) * power) / power;
                case 3 -> random.nextDouble();
                case 4 -> Double.longBitsToDouble(random.nextLong());
                default -> last + 4096.0 * random.nextInt(-20, 20);
            };
            last = Double.isFinite(values[i]) ? values[i] : 0;
            if (random.nextDouble() < oddShare) {
                values[i] = ODD[random.nextInt(ODD.length)];
            }
        }
        return values;
    }

    @Seeded
    void everyBitIsKept(Random random) {
        assertKept(randomValues(random, random.nextInt(1, 400)));
    }

    @Seeded
    void aPartIsWhatStandsThereInTheWhole(Random random) {
        double[] values = randomValues(random, random.nextInt(1, 400));
        int from = random.nextInt(values.length + 1);
        int to = random.nextInt(from, values.length + 1);
        double[] part = new double[to - from];
        byte[] bytes = encode(values);
        ByteReader in = Bytes.reader(bytes, bytes.length);
        ValueColumn.decode(in, values.length, from, to, part, 0, new long[to - from]);
        in.requireEnd();
        for (int i = 0; i < part.length; i++) {
            assertThat(Double.doubleToRawLongBits(part[i])).as("value %d from %d", i, from)
                    .isEqualTo(Double.doubleToRawLongBits(values[from + i]));
        }
    }

    @Seeded(runs = 20)
    void everyCutIsRefused(Random random) {
        double[] values = randomValues(random, 50);
        Bytes.assertEveryCutIsRefused(encode(values),
                in -> ValueColumn.decode(in, 50, 0, 50, new double[50], 0, new long[50]));
    }

    @Test
    void oddValuesStandAmongDecimals() {
        double[] values = new double[200];
        Arrays.setAll(values, i -> i / 100.0);
        System.arraycopy(ODD, 0, values, 50, ODD.length);
        values[199] = StaleMarker.VALUE;
        assertKept(values);
        assertThat(encode(values).length).isLessThan(400);
    }

    @Test
    void decimalsTakeFewBytes() {
        double[] cpuSeconds = new double[240];
        Random random = new Random(1);
        double last = 1_234_567.89;
        for (int i = 0; i < cpuSeconds.length; i++) {
            last += random.nextInt(1500) / 100.0;
            cpuSeconds[i] = Math.rint(last * 100) / 100;
        }
        assertKept(cpuSeconds);
        assertThat(encode(cpuSeconds).length).isLessThan(240 * 2);
    }

    @Test
    void aConstantTakesNineBytes() {
        double[] values = new double[4000];
        Arrays.fill(values, Math.PI);
        assertThat(encode(values)).hasSize(9);
        assertKept(values);
    }

    @Test
    void valuesWithoutFewDigitsCostLittleMoreThanTheirBits() {
        double[] values = new Random(3).doubles(500).toArray();
        assertThat(encode(values).length).isLessThan(500 * 9);
        assertKept(values);
    }
}
