package dev.tributary.queryapi.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Times as Go's JSON encoder writes them: RFC 3339 in UTC with as many decimals as it takes. */
public final class GoTime {
    /** Go's zero time, which stands for a time that is not known. */
    static final String ZERO = "0001-01-01T00:00:00Z";

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss").appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z').toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);

    private GoTime() {
    }

    /** The text of a time; null is the zero time. */
    public static String format(@Nullable Instant time) {
        return time == null ? ZERO : FORMAT.format(time);
    }
}
