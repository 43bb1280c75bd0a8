package dev.tributary.queryapi.param;

import java.time.Duration;

import dev.tributary.model.text.GoFloatParser;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.PrometheusDuration;

/** Durations of the API: seconds with a fraction, or Prometheus' notation. */
public final class DurationParameter {
    private static final double NANOS_PER_SECOND = 1e9;

    private DurationParameter() {
    }

    /**
     * The duration a text says; numbers may be negative.
     *
     * @throws IllegalArgumentException in Prometheus' words
     */
    public static Duration parse(String text) {
        try {
            return ofSeconds(GoFloatParser.parse(text), text);
        } catch (NumberFormatException _) {
            return ofNotation(text);
        }
    }

    private static Duration ofSeconds(double seconds, String text) {
        double nanos = seconds * NANOS_PER_SECOND;
        // 2^63 itself does not fit any more; the comparison also refuses NaN.
        if (!(nanos < 0x1p63 && nanos >= -0x1p63)) {
            throw new IllegalArgumentException(notADuration(text) + ". It overflows int64");
        }
        return Duration.ofNanos((long) nanos);
    }

    private static Duration ofNotation(String text) {
        try {
            return PrometheusDuration.parse(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(notADuration(text));
        }
    }

    private static String notADuration(String text) {
        return "cannot parse " + GoQuote.quote(text) + " to a valid duration";
    }
}
