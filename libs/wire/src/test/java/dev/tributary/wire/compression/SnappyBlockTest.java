package dev.tributary.wire.compression;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnappyBlockTest {
    private static byte[] sample(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(5000)];
        random.nextBytes(bytes);
        // Half of it compresses well.
        Arrays.fill(bytes, 0, bytes.length / 2, (byte) 'x');
        return bytes;
    }

    @Seeded
    void blocksComeBackAsTheyWent(RandomGenerator random) throws SnappyException {
        byte[] bytes = sample(random);
        byte[] block = SnappyBlock.compress(bytes);
        assertThat(SnappyBlock.decompress(block, 0, block.length, bytes.length)).isEqualTo(bytes);
        byte[] larger = new byte[bytes.length + 10];
        assertThat(SnappyBlock.decompress(block, 0, block.length, larger)).isEqualTo(bytes.length);
        assertThat(Arrays.copyOf(larger, bytes.length)).isEqualTo(bytes);
    }

    @Seeded
    void anyCutIsRefused(RandomGenerator random) {
        byte[] block = SnappyBlock.compress(sample(random));
        int cut = random.nextInt(block.length);
        assertThatThrownBy(() -> SnappyBlock.decompress(block, 0, cut, 1 << 20)).isInstanceOf(SnappyException.class)
                .hasMessageContaining("damaged snappy block");
    }

    @Seeded
    void noiseIsRefusedOrDecompressedButNeverWorse(RandomGenerator random) {
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        try {
            assertThat(SnappyBlock.decompress(noise, 0, noise.length, 10_000).length).isLessThanOrEqualTo(10_000);
        } catch (SnappyException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void theDeclaredLengthIsHeldAgainstTheLimitFirst() {
        byte[] block = SnappyBlock.compress(new byte[1000]);
        assertThatThrownBy(() -> SnappyBlock.decompress(block, 0, block.length, 999))
                .isInstanceOfSatisfying(SnappyException.class, e -> assertThat(e.isTooLarge()).isTrue())
                .hasMessage("decompressed size 1000 exceeds the limit of 999 bytes");
    }

    @Test
    void aFewBytesCannotDeclareMuch() {
        byte[] liar = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x07, 0};
        assertThatThrownBy(() -> SnappyBlock.decompress(liar, 0, liar.length, 1 << 30))
                .isInstanceOfSatisfying(SnappyException.class, e -> assertThat(e.isTooLarge()).isFalse())
                .hasMessage("damaged snappy block: 5 bytes cannot hold the 16777215 bytes it declares");
    }

    @Test
    void theDensestBlockIsBelievedToBePossible() throws SnappyException {
        byte[] zeros = new byte[1 << 20];
        byte[] block = SnappyBlock.compress(zeros);
        assertThat(SnappyBlock.decompress(block, 0, block.length, zeros.length)).isEqualTo(zeros);
    }
}
