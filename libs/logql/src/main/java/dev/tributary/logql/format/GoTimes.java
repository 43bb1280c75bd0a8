package dev.tributary.logql.format;

import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

/** Times in forms that are written as Go writes the reference time {@code Mon Jan 2 15:04:05 -0700 2006}. */
public final class GoTimes {
    private final TimeLayout layout;

    /** A form of times; every text is one. */
    public GoTimes(String layout) {
        this.layout = TimeLayout.of(layout);
    }

    /** The time of a text of this form, in the zone where it names none; year 0 where the form has no year. Null for others. */
    public @Nullable ZonedDateTime parse(String text, ZoneId zone) {
        TemplateTime time = layout.parse(text, zone);
        return time == null ? null : time.time();
    }
}
