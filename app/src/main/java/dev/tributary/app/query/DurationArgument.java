package dev.tributary.app.query;

import java.time.Duration;

import dev.tributary.model.text.PrometheusDuration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as Prometheus writes it: {@code 30s}, {@code 1h30m}; a bare number is seconds. */
public final class DurationArgument implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        Duration duration = parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new TypeConversionException("'" + text + "' must be longer than nothing");
        }
        return duration;
    }

    static Duration parse(String text) {
        if (text.matches("[0-9]{1,12}(\\.[0-9]{1,3})?")) {
            return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
        }
        try {
            return PrometheusDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no duration; write it like 30s, 5m or 1h30m");
        }
    }
}
