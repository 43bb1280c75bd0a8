package dev.tributary.runtime.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1:9060,127.0.0.1,9060,127.0.0.1:9060", "[::1]:0,::1,0,[::1]:0",
            ":9060,0.0.0.0,9060,0.0.0.0:9060",
            "hub.internal:443,hub.internal,443,hub.internal:443"})
    void addressesAreReadAndWritten(String text, String host, int port, String written) {
        assertThat(ListenAddress.parse(text)).isEqualTo(new ListenAddress(host, port)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9060", "host", "host:", "host:port", "::1:9060", "host:65536", "host:123456"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyLoopbackAddressesAreLoopback() {
        assertThat(ListenAddress.parse("127.0.0.9:1").isLoopback()).isTrue();
        assertThat(ListenAddress.parse("[::1]:1").isLoopback()).isTrue();
        assertThat(ListenAddress.parse(":1").isLoopback()).isFalse();
        assertThat(ListenAddress.parse("10.0.0.1:1").isLoopback()).isFalse();
    }
}
