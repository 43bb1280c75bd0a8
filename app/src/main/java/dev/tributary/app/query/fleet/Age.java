package dev.tributary.app.query.fleet;

import java.time.Duration;

/** How long, in at most two units: what a person needs to compare. */
final class Age {
    private static final int SECONDS_SHOWN_BELOW_MINUTES = 10;

    private Age() {
    }

    static String text(Duration age) {
        if (age.isNegative()) {
            return "-" + text(age.negated());
        }
        if (age.toDays() > 0) {
            return age.toDays() + "d" + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h" + age.toMinutesPart() + "m";
        }
        if (age.toMinutes() >= SECONDS_SHOWN_BELOW_MINUTES) {
            return age.toMinutes() + "m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" + age.toSecondsPart() + "s" : age.toSeconds() + "s";
    }
}
