package dev.tributary.collector.status;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeapTrimTest {
    private static final long MIB = 1L << 20;

    @Test
    void halfAsMuchAgainAsWasLiveIsWorthACollection() {
        assertThat(HeapTrim.isWorth(61 * MIB, 40 * MIB)).isTrue();
        assertThat(HeapTrim.isWorth(59 * MIB, 40 * MIB)).isFalse();
    }

    @Test
    void littleIsNot() {
        assertThat(HeapTrim.isWorth(9 * MIB, 2 * MIB)).isFalse();
        assertThat(HeapTrim.isWorth(11 * MIB, 2 * MIB)).isTrue();
    }
}
