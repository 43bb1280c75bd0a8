package dev.tributary.model;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LabelFingerprintTest {
    private record Bits(long high, long low) {
    }

    private static Bits of(byte[] bytes, int from, int to) {
        LabelFingerprint fingerprint = new LabelFingerprint();
        fingerprint.reset();
        fingerprint.add(bytes, from, to);
        return new Bits(fingerprint.high(), fingerprint.low());
    }

    @Test
    void itDependsOnTheBytesAndNotOnTheirPlace() {
        byte[] bytes = "..__name__=up,job=node..__name__=up,job=node".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= 20; length++) {
            assertThat(of(bytes, 2, 2 + length)).isEqualTo(of(bytes, 24, 24 + length));
        }
    }

    @Test
    void everyBitAndEveryLengthCounts() {
        Set<Long> highs = new HashSet<>();
        Set<Long> lows = new HashSet<>();
        int forms = 0;
        for (int length = 0; length <= 50; length++) {
            byte[] bytes = new byte[length];
            for (int bit = -1; bit < 8 * length; bit++) {
                byte[] changed = bytes.clone();
                if (bit >= 0) {
                    changed[bit >> 3] ^= (byte) (1 << (bit & 7));
                }
                Bits bits = of(changed, 0, length);
                highs.add(bits.high());
                lows.add(bits.low());
                forms++;
            }
        }
        assertThat(highs).hasSize(forms);
        assertThat(lows).hasSize(forms);
    }

    @Test
    void partsCountInTheirOrder() {
        LabelFingerprint one = new LabelFingerprint();
        one.reset();
        one.add(1, 2);
        one.add(3, 4);
        LabelFingerprint other = new LabelFingerprint();
        other.reset();
        other.add(3, 4);
        other.add(1, 2);
        assertThat(one.high()).isNotEqualTo(other.high());
        assertThat(one.low()).isNotEqualTo(other.low());
    }
}
