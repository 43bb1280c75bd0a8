package dev.tributary.model.text;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"0, PT0S, 0s", "0s, PT0S, 0s", "15s, PT15S, 15s", "1h30m, PT1H30M, 1h30m", "90m, PT1H30M, 1h30m",
            "1d, PT24H, 1d", "90d, PT2160H, 90d", "14d, PT336H, 2w", "365d, PT8760H, 1y", "366d, PT8784H, 366d",
            "1y1w, PT8928H, 372d", "250ms, PT0.25S, 250ms", "1m5ms, PT1M0.005S, 1m5ms", "1s1000ms, PT2S, 2s",
            "292y, PT2557920H, 292y"})
    void prometheusDurations(String text, Duration duration, String canonical) {
        assertThat(PrometheusDuration.parse(text)).isEqualTo(duration);
        assertThat(PrometheusDuration.format(duration)).isEqualTo(canonical);
        assertThat(PrometheusDuration.parse(canonical)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|empty duration string", "5|not a valid duration string: \"5\"",
            "-5m|not a valid duration string: \"-5m\"", "1.5h|unknown unit \".\" in duration \"1.5h\"",
            "1m1h|not a valid duration string: \"1m1h\"", "1m1m|not a valid duration string: \"1m1m\"",
            "5 m|unknown unit \" m\" in duration \"5 m\"", "1us|unknown unit \"us\" in duration \"1us\"",
            "m|not a valid duration string: \"m\"", "293y|duration out of range", "292y365d|duration out of range",
            "99999999999999999999s|not a valid duration string: \"99999999999999999999s\"",
            "18446744073709551615ms|duration out of range"})
    void otherTextsAreRefusedInPrometheusWords(String text, String message) {
        assertThatThrownBy(() -> PrometheusDuration.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void negativeDurationsAreOnlyWritten() {
        assertThat(PrometheusDuration.format(Duration.ofMinutes(-90))).isEqualTo("-1h30m");
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "1, 1ns", "999, 999ns", "1000, 1\u00b5s", "1100, 1.1\u00b5s", "2200000, 2.2ms",
            "1000000000, 1s", "3300000000, 3.3s", "60000000000, 1m0s", "245000000001, 4m5.000000001s",
            "3600000000000, 1h0m0s", "90061500000000, 25h1m1.5s", "-1500000000, -1.5s",
            "9223372036854775807, 2562047h47m16.854775807s", "-9223372036854775808, -2562047h47m16.854775808s"})
    void goDurations(long nanos, String text) {
        assertThat(GoDuration.format(nanos)).isEqualTo(text);
        assertThat(GoDuration.parseNanos(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({"1h15m30.918s, 4530918000000", "1.5h, 5400000000000", ".5s, 500000000", "5.s, 5000000000",
            "+5s, 5000000000",
            "-.5m, -30000000000", "0, 0", "-0, 0", "1us1ms, 1001000", "1\u03bcs, 1000", "1s1s, 2000000000",
            "0.9999999999s, 999999999"})
    void goParsesLeniently(String text, long nanos) {
        assertThat(GoDuration.parseNanos(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|time: invalid duration \"\"", "3|time: missing unit in duration \"3\"",
            "-|time: invalid duration \"-\"", ".s|time: invalid duration \".s\"", "s|time: invalid duration \"s\"",
            "1d|time: unknown unit \"d\" in duration \"1d\"", "1 s|time: unknown unit \" s\" in duration \"1 s\"",
            "1.2.3s|time: invalid duration \"1.2.3s\"", "3000000h|time: invalid duration \"3000000h\""})
    void otherTextsAreRefusedInGosWords(String text, String message) {
        assertThatThrownBy(() -> GoDuration.parseNanos(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void durationsBeyondNanosecondsAreCut() {
        assertThat(GoDuration.format(Duration.ofDays(365L * 1000))).isEqualTo("2562047h47m16.854775807s");
        assertThat(GoDuration.format(Duration.ofSeconds(-1, 500_000_000))).isEqualTo("-500ms");
    }
}
