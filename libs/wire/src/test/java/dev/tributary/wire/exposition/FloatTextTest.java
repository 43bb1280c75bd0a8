package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

import dev.tributary.model.StaleMarker;
import dev.tributary.model.text.GoFloat;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FloatTextTest {
    private static void assertLikeJdk(String text) {
        FloatText floats = new FloatText();
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
        double expected = Double.parseDouble(text);
        if (Double.isInfinite(expected)) {
            assertThat(floats.parse(bytes, 1, bytes.length - 1)).as(text).isFalse();
            return;
        }
        assertThat(floats.parse(bytes, 1, bytes.length - 1)).as(text).isTrue();
        assertThat(Double.doubleToRawLongBits(floats.value())).as(text)
                .isEqualTo(Double.doubleToRawLongBits(expected));
    }

    @Seeded(runs = 20)
    void shortestSpellingsOfAnyDoubleReadBack(RandomGenerator random) {
        for (int i = 0; i < 100; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                assertLikeJdk(Double.toString(value));
                assertLikeJdk(GoFloat.general(value));
            }
        }
    }

    @Seeded(runs = 20)
    void commonMagnitudesReadAsTheJdkReadsThem(RandomGenerator random) {
        for (int i = 0; i < 100; i++) {
            assertLikeJdk(Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-12, 20))));
            assertLikeJdk(Long.toString(random.nextLong()));
        }
    }

    @Seeded(runs = 20)
    void anyDigitsReadAsTheJdkReadsThem(RandomGenerator random) {
        for (int i = 0; i < 100; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : random.nextBoolean() ? "+" : "");
            int digits = random.nextInt(1, 24);
            int point = random.nextInt(digits + 5);
            for (int d = 0; d < digits; d++) {
                text.append(d == point ? "." : "")
                        .append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
            }
            if (random.nextBoolean()) {
                text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-340, 320));
            }
            assertLikeJdk(text.toString());
        }
    }

    @Seeded(runs = 20)
    void halfwayCasesRoundAsTheJdkRoundsThem(RandomGenerator random) {
        // 2^53 + an odd half: exactly between two doubles, and one digit to each side.
        long tie = (1L << 54) + 2 * random.nextLong(1L << 40) + 1;
        assertLikeJdk(Long.toString(tie));
        assertLikeJdk(Long.toString(tie - 1));
        assertLikeJdk(Long.toString(tie + 1));
        assertLikeJdk(tie + "0e-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", ".", "e5", "1e", "1e+", "1e-", "1e5.", "1.2.3", "0x1", "1_0", "1d", "1f",
            "in",
            "infinit", "nano", "+nan", "-NaN", "1 ", "1e309", "--1", "Infinity1", "\u0661"})
    void whatGoRefusesIsRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(new FloatText().parse(bytes, 0, bytes.length)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Inf,Infinity", "+inf,Infinity", "-INF,-Infinity", "infinity,Infinity", "-Infinity,-Infinity", ".5,0.5",
            "5.,5.0", "1e-400,0.0", "-0,-0.0", "1E+2,100.0", "0e999999999999,0.0"})
    void whatGoReadsIsRead(String text, double expected) {
        FloatText floats = new FloatText();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(floats.parse(bytes, 0, bytes.length)).isTrue();
        assertThat(floats.value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "NAN"})
    void notANumberHasTheNormalBits(String text) {
        FloatText floats = new FloatText();
        assertThat(floats.parse(text.getBytes(StandardCharsets.UTF_8), 0, 3)).isTrue();
        assertThat(Double.doubleToRawLongBits(floats.value())).isEqualTo(StaleMarker.NORMAL_NAN_BITS);
    }

    @ParameterizedTest
    @CsvSource({"1,1.0", "0,0.0", "-0.0,-0.0", "1e6,1e+06", "0.5,0.5", "-3,-3.0", "Infinity,+Inf", "NaN,NaN"})
    void labelsHaveAPointOrAnExponent(double value, String label) {
        assertThat(FloatLabel.spell(value)).isEqualTo(label);
    }
}
