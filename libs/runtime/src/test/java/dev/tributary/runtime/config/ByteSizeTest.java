package dev.tributary.runtime.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ByteSizeTest {
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
