package dev.tributary.alerts.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.tributary.model.text.GoFloat;

/** Numbers for people, digit for digit as Prometheus' template functions write them. */
final class Humanized {
    private static final String[] LARGE = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] BINARY = {"ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};
    private static final String[] SMALL = {"m", "u", "n", "p", "f", "a", "z", "y"};

    private Humanized() {
    }

    private static String fourDigits(double value) {
        return GoFloat.format(value, 'g', 4);
    }

    private static boolean isSpecial(double value) {
        return Double.isNaN(value) || Double.isInfinite(value);
    }

    /** With metric prefixes, {@code 1.234k}. */
    static String number(double value) {
        if (value == 0 || isSpecial(value)) {
            return fourDigits(value);
        }
        return Math.abs(value) >= 1 ? scaledDown(value, 1000, LARGE) : scaledUp(value);
    }

    /** With binary prefixes, {@code 1.5Mi}. */
    static String number1024(double value) {
        return Math.abs(value) <= 1 || isSpecial(value) ? fourDigits(value) : scaledDown(value, 1024, BINARY);
    }

    private static String scaledDown(double value, double base, String[] prefixes) {
        double scaled = value;
        String prefix = "";
        for (String next : prefixes) {
            if (Math.abs(scaled) < base) {
                break;
            }
            prefix = next;
            scaled /= base;
        }
        return fourDigits(scaled) + prefix;
    }

    private static String scaledUp(double value) {
        double scaled = value;
        String prefix = "";
        for (String next : SMALL) {
            if (Math.abs(scaled) >= 1) {
                break;
            }
            prefix = next;
            scaled *= 1000;
        }
        return fourDigits(scaled) + prefix;
    }

    /** A ratio as a percentage. */
    static String percentage(double value) {
        return fourDigits(value * 100) + "%";
    }

    /** Seconds as days to seconds, or with metric prefixes below one second. */
    static String duration(double seconds) {
        if (isSpecial(seconds)) {
            return fourDigits(seconds);
        }
        if (seconds == 0) {
            return fourDigits(seconds) + "s";
        }
        return Math.abs(seconds) >= 1 ? longDuration(seconds) : scaledUp(seconds) + "s";
    }

    private static String longDuration(double value) {
        String sign = value < 0 ? "-" : "";
        double positive = Math.abs(value);
        long whole = (long) positive;
        long seconds = whole % 60;
        long minutes = whole / 60 % 60;
        long hours = whole / 3600 % 24;
        long days = whole / 86_400;
        if (days != 0) {
            return "%s%dd %dh %dm %ds".formatted(sign, days, hours, minutes, seconds);
        }
        if (hours != 0) {
            return "%s%dh %dm %ds".formatted(sign, hours, minutes, seconds);
        }
        if (minutes != 0) {
            return "%s%dm %ds".formatted(sign, minutes, seconds);
        }
        return sign + fourDigits(positive) + "s";
    }

    /** Unix seconds as a UTC time in Go's notation, {@code 2015-01-01 12:30:00.5 +0000 UTC}. */
    static String timestamp(double seconds) {
        if (isSpecial(seconds)) {
            return fourDigits(seconds);
        }
        return goTime(instant(seconds));
    }

    static Instant instant(double seconds) {
        // Milliseconds are all that Prometheus' own time type holds.
        return Instant.ofEpochMilli((long) (seconds * 1e9) / 1_000_000);
    }

    static String goTime(Instant instant) {
        String base = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                .format(instant.atOffset(ZoneOffset.UTC));
        String fraction = "%09d".formatted(instant.atOffset(ZoneOffset.UTC).getNano()).replaceAll("0+$", "");
        return base + (fraction.isEmpty() ? "" : "." + fraction) + " +0000 UTC";
    }
}
