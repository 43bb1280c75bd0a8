package dev.tributary.queryapi.param;

import java.time.Duration;
import java.util.Map;

import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.Parameters;
import dev.tributary.queryapi.endpoint.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommonParametersTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "4, 4000", "1.5, 1500", "1700000436.69, 1700000436690", "1700000436.6904, 1700000436690",
            "1700000436.6906, 1700000436691", "-1.5, -1500", "1e3, 1000000", "0x10p0, 16000", "1_000, 1000000",
            "1700000000000, 1700000000000000", "2023-11-14T22:13:56.69Z, 1700000036690",
            "2023-11-14T22:13:56.690999999Z, 1700000036690", "2023-11-15T00:13:56+02:00, 1700000036000",
            "1969-12-31T23:59:59.5Z, -500", "9999-12-31T23:59:59Z, 253402300799000",
            "-292273086-05-16T16:47:06Z, -9223309901257974000",
            "292277025-08-18T07:12:54.999999999Z, 9223309901257974999"})
    void timesAreSecondsOrRfc3339OrTheEndsOfTime(String text, long millis) {
        assertThat(TimeParameter.millis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "NaN", "Inf", "-Inf", "1e300", "1e17", "-1e17", "2023-11-14", "5m",
            "2023-11-14T22:13:56", "12023-11-14T22:13:56Z", "2023-13-14T22:13:56Z", " 1", "1 "})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> CommonParameters.requiredTime(request("start", text), "start"))
                .isInstanceOf(ApiException.class)
                .hasMessage("invalid parameter \"start\": cannot parse \"" + text + "\" to a valid timestamp");
    }

    @Test
    void anOptionalTimeNamesItselfOnceMore() {
        assertThat(CommonParameters.time(request("time", ""), "time", 17)).isEqualTo(17);
        assertThatThrownBy(() -> CommonParameters.time(request("time", "foo"), "time", 17))
                .hasMessage("invalid parameter \"time\": invalid time value for 'time': cannot parse \"foo\" to a"
                        + " valid timestamp");
    }

    @ParameterizedTest
    @CsvSource({"15, PT15S", "0.5, PT0.5S", "1m, PT1M", "1h30m, PT1H30M", "2d, PT48H", "-5, PT-5S", "0, PT0S",
            "1e-9, PT0.000000001S"})
    void durationsAreSecondsOrPrometheusNotation(String text, Duration expected) {
        assertThat(DurationParameter.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"foo, cannot parse \"foo\" to a valid duration", "'', cannot parse \"\" to a valid duration",
            "-5m, cannot parse \"-5m\" to a valid duration", "1m1h, cannot parse \"1m1h\" to a valid duration",
            "300y, cannot parse \"300y\" to a valid duration",
            "1e30, cannot parse \"1e30\" to a valid duration. It overflows int64",
            "NaN, cannot parse \"NaN\" to a valid duration. It overflows int64"})
    void otherDurationsAreRefused(String text, String problem) {
        assertThatThrownBy(() -> CommonParameters.requiredDuration(request("step", text), "step"))
                .hasMessage("invalid parameter \"step\": " + problem);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "0, 0", "40000, 40000", "99999999999, 2147483647"})
    void limitsAreWholeNumbers(String text, int limit) {
        assertThat(CommonParameters.limit(request("limit", text))).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"-1, limit must be non-negative", "abc, strconv.Atoi: parsing \"abc\": invalid syntax",
            "1.5, strconv.Atoi: parsing \"1.5\": invalid syntax",
            "99999999999999999999, strconv.Atoi: parsing \"99999999999999999999\": value out of range"})
    void otherLimitsAreRefused(String text, String problem) {
        assertThatThrownBy(() -> CommonParameters.limit(request("limit", text)))
                .hasMessage("invalid parameter \"limit\": " + problem);
    }

    private static ApiRequest request(String... parameters) {
        return new ApiRequest("GET", Parameters.of(parameters), Map.of(), Map.of(), RequestBody.EMPTY, ReadAccess.ALL,
                new Cancellation());
    }
}
