package dev.tributary.wire.otlp;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names by the rules of OpenTelemetry for Prometheus. */
class OtlpNamesTest {
    @ParameterizedTest
    @CsvSource({"http.server.duration, s, HISTOGRAM, http_server_duration_seconds",
            "http.server.requests, '', COUNTER, http_server_requests_total",
            "http_requests_total, 1, COUNTER, http_requests_total", "a.total.b, '', COUNTER, a_b_total",
            "memory.usage, By, GAUGE, memory_usage_bytes", "memory_bytes, By, GAUGE, memory_bytes",
            "load, 1, GAUGE, load_ratio", "load, 1, UP_DOWN_COUNTER, load", "io, By/s, GAUGE, io_bytes_per_second",
            "speed, m/s, GAUGE, speed_meters_per_second", "queue, {items}, GAUGE, queue",
            "rate, '{items}/s', GAUGE, rate_per_second", "x, %, GAUGE, x_percent", "odd, foo, GAUGE, odd_foo",
            "1xx, '', GAUGE, _1xx", "a..b__c-, '', GAUGE, a_b_c", "a:b, '', GAUGE, a:b", "'é ö', '', GAUGE, ''",
            "temp, Cel, GAUGE, temp_celsius", "t, ms, SUMMARY, t_milliseconds"})
    void families(String name, String unit, OtlpKind kind, String expected) {
        assertThat(OtlpNames.family(name, unit, kind)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"http.method, http_method", "plain_1, plain_1", "1st, key_1st", "_own, key_own", "__kept__, __kept__",
            "a:b, a_b", "two__kept, two__kept", "___, ''", "'', ''", "é, ''"})
    void labels(String name, String expected) {
        assertThat(OtlpNames.label(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"s, seconds", "By/s, bytes_per_second", "1, ''", "'', ''", "{x}, ''", "/s, per_second"})
    void units(String unit, String expected) {
        assertThat(OtlpNames.unit(unit)).isEqualTo(expected);
    }
}
