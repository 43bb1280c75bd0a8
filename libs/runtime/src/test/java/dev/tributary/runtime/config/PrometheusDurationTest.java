package dev.tributary.runtime.config;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrometheusDurationTest {
    @ParameterizedTest
    @CsvSource({"0,0", "0s,0", "324ms,324", "3s,3000", "5m,300000", "1h,3600000", "4d,345600000", "4d1h,349200000",
            "14d,1209600000", "3w,1814400000", "3w2d1h,1990800000", "10y,315360000000", "1h30m,5400000"})
    void unitsAddUp(String text, long millis) {
        assertThat(PrometheusDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1s1m", "1x", "-1s", "1.5h", "s", "1d1d", " 1s", "1h 30m"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> PrometheusDuration.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a duration");
    }

    @Test
    void overflowIsRefused() {
        assertThatThrownBy(() -> PrometheusDuration.parse("9999999999y")).hasMessageContaining("longer than");
        assertThatThrownBy(() -> PrometheusDuration.parse("99999999999999999999s")).hasMessageContaining("longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "15s", "1h30m", "15d", "3w", "1y", "30d", "1d12h", "1m5ms"})
    void writingGivesBackWhatWasRead(String text) {
        assertThat(PrometheusDuration.format(PrometheusDuration.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"512MiB,536870912", "64KB,65536", "64KiB,65536", "1G,1073741824", "0,0", "4096,4096", "7B,7"})
    void sizesAreReadAndWritten(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
        assertThat(ByteSize.parse(ByteSize.parse(text).toString())).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5GiB", "MiB", "1iB", "99999999999999999999", "9999999EiB"})
    void otherSizesAreRefused(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
