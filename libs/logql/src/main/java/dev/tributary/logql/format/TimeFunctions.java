package dev.tributary.logql.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import dev.tributary.gotemplate.function.Functions;
import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.gotemplate.value.Parameter;
import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

import static dev.tributary.gotemplate.value.Parameter.ANY;
import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** The functions on times, and the reading of JSON. The local time zone is UTC: a hub's answers depend on no machine. */
final class TimeFunctions {
    private static final Parameter TIME = new Parameter("time.Time", TemplateTime.class);

    private TimeFunctions() {
    }

    static void addTo(Functions.Builder functions) {
        functions.add("now", _ -> TemplateTime.of(Instant.now(), ZoneOffset.UTC))
                .add("date", args -> TimeLayout.of(args.text(0)).format(timeOf(args.get(1)).time()), TEXT, ANY)
                .add("toDate", args -> parsed(args.text(0), args.text(1), ZoneOffset.UTC), TEXT, TEXT)
                .add("toDateInZone", args -> parsed(args.text(0), args.text(2), zone(args.text(1))), TEXT, TEXT, TEXT)
                .add("unixEpoch", args -> String.valueOf(time(args).seconds()), TIME)
                .add("unixEpochMillis", args -> String.valueOf(time(args).millis()), TIME)
                .add("unixEpochNanos", args -> String.valueOf(time(args).nanos()), TIME)
                .add("unixToTime", args -> ofEpoch(args.text(0)), TEXT)
                .add("fromJson", args -> TemplateJson.read(args.text(0)), TEXT);
    }

    private static TemplateTime time(Arguments args) {
        return args.as(TemplateTime.class, 0);
    }

    /** A time, or seconds since 1970; anything else is now. */
    private static TemplateTime timeOf(@Nullable Object value) {
        return switch (value) {
            case TemplateTime time -> time;
            case Long seconds -> TemplateTime.of(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
            case null, default -> TemplateTime.of(Instant.now(), ZoneOffset.UTC);
        };
    }

    private static ZoneId zone(String name) {
        try {
            return name.equals("Local") || name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    private static TemplateTime parsed(String layout, String text, ZoneId zone) {
        TemplateTime time = TimeLayout.of(layout).parse(text, zone);
        return time == null ? TemplateTime.NONE : time;
    }

    /** The number of digits tells days from seconds, milliseconds, microseconds and nanoseconds. */
    private static TemplateTime ofEpoch(String text) throws FunctionException {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new FunctionException("unable to parse time '" + text + "': strconv.ParseInt: parsing "
                    + GoQuote.quote(text) + ": invalid syntax");
        }
        return switch (text.length()) {
            case 5 -> TemplateTime.of(Instant.ofEpochSecond(number * 86_400), ZoneOffset.UTC);
            case 10 -> TemplateTime.of(Instant.ofEpochSecond(number), ZoneOffset.UTC);
            case 13 -> TemplateTime.of(Instant.ofEpochMilli(number), ZoneOffset.UTC);
            case 16 -> TemplateTime.ofNanos(number * 1000);
            case 19 -> TemplateTime.ofNanos(number);
            default -> throw new FunctionException("unable to parse time '" + text + "': %!w(<nil>)");
        };
    }
}
