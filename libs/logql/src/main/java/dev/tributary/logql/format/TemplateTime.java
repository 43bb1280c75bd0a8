package dev.tributary.logql.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.GoObject;
import org.jspecify.annotations.Nullable;

/** A time in a template, with the methods of Go's that people call on it. */
record TemplateTime(ZonedDateTime time) implements GoObject {
    /** Go's time before all times, which stands for none. */
    static final TemplateTime NONE = new TemplateTime(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

    static TemplateTime ofNanos(long nanos) {
        return of(Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)),
                ZoneOffset.UTC);
    }

    static TemplateTime of(Instant instant, ZoneId zone) {
        return new TemplateTime(instant.atZone(zone));
    }

    long seconds() {
        return time.toEpochSecond();
    }

    long millis() {
        return time.toInstant().toEpochMilli();
    }

    long nanos() {
        return seconds() * 1_000_000_000L + time.getNano();
    }

    @Override
    public String typeName() {
        return "time.Time";
    }

    @Override
    public @Nullable Object member(String name, Arguments arguments) throws FunctionException {
        return switch (name) {
            case "Format" -> {
                if (arguments.size() != 1 || !(arguments.first() instanceof String layout)) {
                    throw new FunctionException("Format takes a layout");
                }
                yield TimeLayout.of(layout).format(time);
            }
            case "Unix" -> seconds();
            case "UnixMilli" -> millis();
            case "UnixNano" -> nanos();
            case "Year" -> (long) time.getYear();
            case "Day" -> (long) time.getDayOfMonth();
            case "Hour" -> (long) time.getHour();
            case "Minute" -> (long) time.getMinute();
            case "Second" -> (long) time.getSecond();
            case "UTC" -> new TemplateTime(time.withZoneSameInstant(ZoneOffset.UTC));
            default -> throw new FunctionException("can't evaluate field " + name + " in type time.Time");
        };
    }

    @Override
    public Member kindOf(String name) {
        return switch (name) {
            case "Format", "Unix", "UnixMilli", "UnixNano", "Year", "Day", "Hour", "Minute", "Second", "UTC" ->
                Member.METHOD;
            default -> Member.NONE;
        };
    }

    @Override
    public String toString() {
        return TimeLayout.of("2006-01-02 15:04:05.999999999 -0700 MST").format(time);
    }
}
