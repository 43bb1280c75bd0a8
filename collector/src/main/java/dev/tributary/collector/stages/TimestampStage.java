package dev.tributary.collector.stages;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Takes the entry's time from an extracted value. */
public record TimestampStage(@Doc("Extracted value that holds the time.") String source,
        @Doc("Go layout, or ANSIC, UnixDate, RubyDate, RFC822, RFC822Z, RFC850, RFC1123, RFC1123Z, RFC3339, RFC3339Nano, Unix, UnixMs, UnixUs, UnixNs.") String format,
        @Doc("Tried in turn when the first does not fit.") List<String> fallbackFormats,
        @Default("UTC") @Doc("Time zone of times that name none, such as Europe/Berlin.") String location,
        @Default("fudge") @Doc("For what is no time: fudge takes the entry's last good time and a nanosecond, skip leaves the time it came with.") OnFailure actionOnFailure) {
    /** What to do with what is no time. */
    public enum OnFailure {
        FUDGE, SKIP
    }

    public TimestampStage {
        fallbackFormats = List.copyOf(fallbackFormats);
        if (source.isEmpty()) {
            throw new IllegalArgumentException("source cannot be empty");
        }
        if (format.isEmpty()) {
            throw new IllegalArgumentException("format cannot be empty");
        }
        try {
            ZoneId.of(location);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("location '" + location + "' is no time zone", e);
        }
    }
}
