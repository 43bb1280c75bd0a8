package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;
import java.util.Random;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IntColumnTest {
    private static byte[] encode(long... numbers) {
        ByteWriter out = new ByteWriter(16);
        new IntColumn().encode(numbers, numbers.length, out);
        return out.toArray();
    }

    private static long[] decode(byte[] bytes, int count) {
        long[] decoded = new long[count];
        ByteReader in = Bytes.reader(bytes, bytes.length);
        IntColumn.decode(in, count, decoded);
        in.requireEnd();
        return decoded;
    }

    private static long[] randomNumbers(Random random) {
        long[] numbers = new long[random.nextInt(1, 300)];
        int bits = random.nextInt(1, 55);
        int shift = random.nextInt(0, Math.min(bits, 14));
        boolean rising = random.nextBoolean();
        long last = 0;
        for (int i = 0; i < numbers.length; i++) {
            long fresh = random.nextLong(1L << bits - shift) << shift;
            boolean still = i / 50 % 2 == 1;
            numbers[i] = still ? last : rising ? last + fresh / 512 : random.nextBoolean() ? fresh : -fresh;
            last = numbers[i];
        }
        return numbers;
    }

    @Seeded
    void whatWasWrittenIsRead(Random random) {
        long[] numbers = randomNumbers(random);
        assertThat(decode(encode(numbers), numbers.length)).isEqualTo(numbers);
    }

    @Seeded
    void aPartIsWhatStandsThereInTheWhole(Random random) {
        long[] numbers = randomNumbers(random);
        int from = random.nextInt(numbers.length + 1);
        int to = random.nextInt(from, numbers.length + 1);
        long[] part = new long[to - from];
        byte[] bytes = encode(numbers);
        ByteReader in = Bytes.reader(bytes, bytes.length);
        IntColumn.decode(in, numbers.length, from, to, part);
        in.requireEnd();
        assertThat(part).isEqualTo(Arrays.copyOfRange(numbers, from, to));
    }

    @Seeded(runs = 20)
    void everyCutIsRefused(Random random) {
        long[] numbers = Arrays.copyOf(randomNumbers(random), 40);
        Bytes.assertEveryCutIsRefused(encode(numbers), in -> IntColumn.decode(in, 40, new long[40]));
    }

    @Test
    void theLargestNumbersFit() {
        long max = IntColumn.MAGNITUDE_MAX;
        long[] numbers = {max, -max, max, -max, -max, max, 0, max};
        assertThat(decode(encode(numbers), numbers.length)).isEqualTo(numbers);
    }

    @Test
    void aConstantTakesNoSpacePerNumber() {
        long[] numbers = new long[4096];
        Arrays.fill(numbers, 1234);
        assertThat(encode(numbers)).hasSize(3);
    }

    @Test
    void aSteadyRateTakesAByteForThirtyTwoNumbers() {
        long[] numbers = new long[1 + 1 + 32 * 10];
        Arrays.setAll(numbers, i -> 7_000_000L + 15_000L * i);
        assertThat(encode(numbers).length).isLessThanOrEqualTo(10 + 10);
        assertThat(decode(encode(numbers), numbers.length)).isEqualTo(numbers);
    }

    @Test
    void commonZeroBitsTakeNoSpace() {
        long[] small = {3, 9, 4, 8, 1, 7, 2, 2, 9};
        long[] pages = Arrays.stream(small).map(n -> n * 4096).toArray();
        assertThat(encode(pages).length).isLessThanOrEqualTo(encode(small).length + 2);
        assertThat(decode(encode(pages), pages.length)).isEqualTo(pages);
    }
}
