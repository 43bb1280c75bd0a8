package dev.tributary.collector.lines;

/** Reads times like {@code 2006-01-02T15:04:05.999999999Z} from bytes. */
final class Rfc3339 {
    /** What no time reads as. */
    static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;
    private static final int SHORTEST = "2006-01-02T15:04:05Z".length();
    private static final int YEAR_MIN = 1970;
    /** The last year that nanoseconds since 1970 in 64 bits hold whole. */
    private static final int YEAR_MAX = 2261;

    private Rfc3339() {
    }

    /** Unix nanoseconds, or {@link #NONE} for what is no such time or outside of the years 1970 to 2261. */
    static long parse(byte[] text, int from, int to) {
        if (to - from < SHORTEST || text[from + 4] != '-' || text[from + 7] != '-' || text[from + 10] != 'T'
                || text[from + 13] != ':' || text[from + 16] != ':') {
            return NONE;
        }
        int year = digits(text, from, 2) * 100 + digits(text, from + 2, 2);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        boolean usable = year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 && day <= 31
                && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        if (!usable) {
            return NONE;
        }
        long seconds = (daysBefore(year, month) + day - 1) * 86_400L + hour * 3600L + minute * 60L + second;
        return withFraction(text, from + 19, to, seconds);
    }

    private static long withFraction(byte[] text, int from, int to, long seconds) {
        int at = from;
        int nanos = 0;
        if (text[at] == '.' || text[at] == ',') {
            int scale = 100_000_000;
            int begin = ++at;
            while (at < to && text[at] >= '0' && text[at] <= '9') {
                nanos += (text[at++] - '0') * scale;
                scale /= 10;
            }
            if (at == begin) {
                return NONE;
            }
        }
        int offset = offset(text, at, to);
        return offset == Integer.MIN_VALUE ? NONE : (seconds - offset) * SECOND + nanos;
    }

    private static int offset(byte[] text, int at, int to) {
        if (at + 1 == to && text[at] == 'Z') {
            return 0;
        }
        if (at + 6 != to || text[at] != '+' && text[at] != '-' || text[at + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        if (hours < 0 || minutes < 0 || hours > 24 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    /** The number, or something far below zero. */
    private static int digits(byte[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1_000_000;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** Days from 1970 to the first of the month. */
    private static long daysBefore(int year, int month) {
        // Years that begin in March have their leap day at the end.
        int y = month <= 2 ? year - 1 : year;
        int m = month <= 2 ? month + 9 : month - 3;
        return 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 - 719_468;
    }
}
