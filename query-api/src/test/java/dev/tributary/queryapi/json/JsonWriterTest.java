package dev.tributary.queryapi.json;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloat;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonWriterTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, -0", "1, 1", "-1, -1", "0.1, 0.1", "1.5, 1.5", "1e6, 1000000", "1e-6, 0.000001",
            "1e-7, 1e-07", "-1e-7, -1e-07", "1.5e-9, 1.5e-09", "1e15, 1000000000000000",
            "999999999999999, 999999999999999", "0.3333333333333333, 0.3333333333333333",
            "1e20, 100000000000000000000", "1e21, 1e+21", "1.7976931348623157e308, 1.7976931348623157e+308",
            "4.9e-324, 5e-324", "123456.789, 123456.789", "0.0001, 0.0001", "0.00012, 0.00012",
            "1234567890.1234567, 1234567890.1234567", "Infinity, +Inf", "-Infinity, -Inf", "NaN, NaN",
            "9007199254740993, 9007199254740992", "0.30000000000000004, 0.30000000000000004"})
    void sampleValuesHaveTheShortestDigitsInGoNotation(double value, String expected) {
        assertThat(written(json -> json.sampleValue(value))).isEqualTo('"' + expected + '"');
    }

    @Seeded(runs = 50)
    void theFastWayWritesWhatTheGeneralWayWrites(RandomGenerator random) {
        for (int i = 0; i < 2000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextLong(2_000_000_000_000_000L) / Math.pow(10, random.nextInt(8));
                case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-8, 20));
                default -> -random.nextInt(100_000) / 1000.0;
            };
            assertThat(written(json -> json.sampleValue(value))).isEqualTo('"' + GoFloat.sample(value) + '"');
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 1", "1700000436690, 1700000436.690", "1700000436007, 1700000436.007", "-1, -0.001",
            "-1500, -1.500", "-2000, -2", "9223309901257974999, 9223309901257974.999",
            "-9223309901257974000, -9223309901257974"})
    void sampleTimesAreSecondsWithThreeDecimalsOrNone(long millis, String expected) {
        assertThat(written(json -> json.seconds(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1700000436.69, 1700000436.69", "0, 0", "4, 4", "1e-7, 1e-7", "2.5e-10, 2.5e-10", "1e21, 1e+21"})
    void plainNumbersAreThoseOfGosJsonEncoder(double value, String expected) {
        assertThat(written(json -> json.number(value))).isEqualTo(expected);
    }

    @Test
    void textIsEscapedAndKeptInUtf8() {
        assertThat(written(json -> json.string("a\"b\\c\n\r\t\u0001\u001f\u007fé€\ud83d\ude00<&>\u2028")))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f\u007fé€\ud83d\ude00\\u003c\\u0026\\u003e\\u2028\"");
    }

    @Test
    void labelsKeepWhatHtmlGivesAMeaning() {
        assertThat(written(json -> json.labels(Labels.of("<a>", "b&\"\u2028"))))
                .isEqualTo("{\"<a>\":\"b&\\\"\u2028\"}");
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        assertThat(written(json -> json.string("a\ud83db"))).isEqualTo("\"a\ufffdb\"");
    }

    @Test
    void commasStandBetweenValuesOnly() {
        assertThat(written(json -> json.beginObject().name("a").beginArray().number(1).number(2).endArray().name("b")
                .beginObject().endObject().name("c").labels(Labels.of("x", "1", "a", "2")).name("d").bool(true)
                .name("e").nothing().endObject()))
                .isEqualTo("{\"a\":[1,2],\"b\":{},\"c\":{\"a\":\"2\",\"x\":\"1\"},\"d\":true,\"e\":null}");
    }

    @Test
    void wholeNumbersOfAnySizeAreWritten() {
        assertThat(written(json -> json.beginArray().number(Long.MIN_VALUE).number(Long.MAX_VALUE).number(-10)
                .number(999_999_999_999_999_999L).endArray()))
                .isEqualTo("[-9223372036854775808,9223372036854775807,-10,999999999999999999]");
    }

    @Test
    void aLongBodyGoesToTheSinkInChunks() {
        Collected out = new Collected();
        JsonWriter json = new JsonWriter(out, 100);
        json.beginArray();
        for (int i = 0; i < 1000; i++) {
            json.number(i);
        }
        json.endArray().flush();
        assertThat(out.pieces()).isGreaterThan(20);
        assertThat(out.text()).startsWith("[0,1,2,").endsWith(",998,999]");
    }

    private static String written(Consumer<JsonWriter> body) {
        return Collected.json(body);
    }
}
