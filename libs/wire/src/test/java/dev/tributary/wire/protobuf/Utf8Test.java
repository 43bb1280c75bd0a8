package dev.tributary.wire.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8Test {
    /** The JDK's own decoder is the reference. */
    private static boolean jdkAccepts(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Seeded
    void validityIsTheJdks(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(24)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 'a');
        }
        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(jdkAccepts(bytes));
    }

    @Seeded
    void sequencesOfEveryLeadByteAreJudgedAsTheJdkDoes(RandomGenerator random) {
        byte[] bytes = {(byte) random.nextInt(0xc0, 0x100), (byte) random.nextInt(0x70, 0xd0),
                (byte) random.nextInt(0x70, 0xd0), (byte) random.nextInt(0x70, 0xd0)};
        for (int length = 0; length <= 4; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThat(Utf8.isValid(part, 0, length)).isEqualTo(jdkAccepts(part));
        }
    }

    @Seeded
    void asciiMeansNoHighBitAnywhere(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(1, 40)];
        assertThat(Utf8.isAscii(bytes, 0, bytes.length)).isTrue();
        int at = random.nextInt(bytes.length);
        bytes[at] = (byte) 0x80;
        assertThat(Utf8.isAscii(bytes, 0, bytes.length)).isFalse();
        assertThat(Utf8.isAscii(bytes, 0, at)).isTrue();
        assertThat(Utf8.isAscii(bytes, at + 1, bytes.length)).isTrue();
    }
}
