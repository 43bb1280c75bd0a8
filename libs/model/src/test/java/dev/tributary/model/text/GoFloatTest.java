package dev.tributary.model.text;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GoFloatTest {
    /** Value, then what Go 1.26 printed for 'f', 'e', 'g' with precision -1 and for the API's sample format. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0e+00, 0, 0", "-0.0, -0, -0e+00, -0, -0", "1, 1, 1e+00, 1, 1", "0.1, 0.1, 1e-01, 0.1, 0.1",
            "-1.5, -1.5, -1.5e+00, -1.5, -1.5", "100000, 100000, 1e+05, 100000, 100000",
            "1e6, 1000000, 1e+06, 1e+06, 1000000",
            "123456789, 123456789, 1.23456789e+08, 1.23456789e+08, 123456789",
            "0.0001, 0.0001, 1e-04, 0.0001, 0.0001", "0.00001, 0.00001, 1e-05, 1e-05, 0.00001",
            "0.000001, 0.000001, 1e-06, 1e-06, 0.000001", "0.0000001, 0.0000001, 1e-07, 1e-07, 1e-07",
            "1e20, 100000000000000000000, 1e+20, 1e+20, 100000000000000000000",
            "1e21, 1000000000000000000000, 1e+21, 1e+21, 1e+21",
            "-2.5e21, -2500000000000000000000, -2.5e+21, -2.5e+21, -2.5e+21",
            "0.30000000000000004, 0.30000000000000004, 3.0000000000000004e-01, 0.30000000000000004, 0.30000000000000004",
            "9007199254740993, 9007199254740992, 9.007199254740992e+15, 9.007199254740992e+15, 9007199254740992",
            "2e-3, 0.002, 2e-03, 0.002, 0.002",
            "1.7976931348623157e308, 17976931348623157~, 1.7976931348623157e+308, 1.7976931348623157e+308, 1.7976931348623157e+308",
            "4.9e-324, ~5, 5e-324, 5e-324, 5e-324", "2e-323, ~2, 2e-323, 2e-323, 2e-323",
            "NaN, NaN, NaN, NaN, NaN", "Infinity, +Inf, +Inf, +Inf, +Inf", "-Infinity, -Inf, -Inf, -Inf, -Inf"})
    void shortestFormsAreGos(double value, String fixed, String exponent, String general, String sample) {
        String plain = GoFloat.fixed(value);
        if (fixed.startsWith("~")) {
            assertThat(plain).startsWith("0.000").endsWith(fixed.substring(1)).hasSizeGreaterThan(300);
        } else if (fixed.endsWith("~")) {
            assertThat(plain).startsWith(fixed.substring(0, fixed.length() - 1)).hasSize(309);
        } else {
            assertThat(plain).isEqualTo(fixed);
        }
        assertThat(GoFloat.exponent(value)).isEqualTo(exponent);
        assertThat(GoFloat.general(value)).isEqualTo(general);
        assertThat(GoFloat.sample(value)).isEqualTo(sample);
    }

    @ParameterizedTest
    @CsvSource({"2.5, f, 0, 2", "3.5, f, 0, 4", "0.125, f, 2, 0.12", "1.005, f, 2, 1.00", "-0.001, f, 2, -0.00",
            "12345.678, f, 1, 12345.7", "99.99, f, 1, 100.0", "12345.678, e, 3, 1.235e+04", "0, e, 2, 0.00e+00",
            "9.99e-5, e, 1, 1.0e-04", "100000, g, 3, 1e+05", "123456789, g, 10, 123456789", "0.00001234, g, 2, 1.2e-05",
            "1234.5678, g, 4, 1235", "100, g, 6, 100", "0.5, g, 0, 0.5", "1e6, g, 6, 1e+06", "123.456, g, 1, 1e+02"})
    void givenPrecisionsAreGos(double value, char verb, int precision, String expected) {
        assertThat(GoFloat.format(value, verb, precision)).isEqualTo(expected);
    }

    @Test
    void everyFormReadsBackAsTheSameDouble() {
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                assertThat(GoFloatParser.parse(GoFloat.fixed(value))).isEqualTo(value);
                assertThat(GoFloatParser.parse(GoFloat.exponent(value))).isEqualTo(value);
                assertThat(GoFloatParser.parse(GoFloat.sample(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1_000, 1000", "0x1p4, 16", "0x_1p4, 16", "0x1_0p4, 256", "0x1.8p1, 3", "inf, Infinity",
            "+Infinity, Infinity", "-inf, -Infinity", "nan, NaN", "NaN, NaN", ".5, 0.5", "5., 5", "1e5, 100000",
            "1E+5, 100000", "1e1_0, 1e10", "1e-400, 0", "0x1P-2000, 0", "-1.25, -1.25"})
    void parsesWhatGoParses(String text, Double expected) {
        assertThat(GoFloatParser.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", ".", " 1", "1 ", "1f", "1d", "0x10", "1e", "0b1", "+nan", "-NaN", "infinit",
            "1__0",
            "_1", "1_", "1.2.3", "1e+", "e5", "0x", "0xp1", "1-2"})
    void refusesWhatGoRefuses(String text) {
        assertThatThrownBy(() -> GoFloatParser.parse(text)).isInstanceOf(NumberFormatException.class)
                .hasMessage("strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
    }

    @Test
    void refusesWhatNoDoubleHolds() {
        assertThatThrownBy(() -> GoFloatParser.parse("-1e400")).isInstanceOf(NumberFormatException.class)
                .hasMessage("strconv.ParseFloat: parsing \"-1e400\": value out of range");
    }
}
