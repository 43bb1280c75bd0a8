package dev.tributary.logql.format;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Reads one text by the parts of a layout. What the layout does not name is that of the first of January of year 0. */
final class TimeParser {
    private final String text;
    private ZoneId zone;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private boolean afternoon;
    private boolean halves;

    TimeParser(String text, ZoneId zone) {
        this.text = text;
        this.zone = zone;
    }

    /**
     * The time.
     *
     * @throws DateTimeException       where the text says no time
     * @throws NumberFormatException   where digits are missing
     * @throws IndexOutOfBoundsException where the text ends early
     */
    TemplateTime parse(List<String> parts) {
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.charAt(0) == 0) {
                literal(part.substring(1));
            } else if (part.charAt(0) == '.' || part.charAt(0) == ',') {
                fraction();
            } else {
                part(part, i + 1 < parts.size() ? parts.get(i + 1) : "");
            }
        }
        if (at != text.length()) {
            throw new DateTimeException("extra text");
        }
        int hours = halves ? hour % 12 + (afternoon ? 12 : 0) : hour;
        LocalDate date = dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
        return new TemplateTime(LocalDateTime.of(date, LocalTime.of(hours, minute, second, nano)).atZone(zone));
    }

    private void literal(String expected) {
        if (!text.startsWith(expected, at)) {
            throw new DateTimeException("no " + expected);
        }
        at += expected.length();
    }

    private void fraction() {
        if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            int from = ++at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            nano = Integer.parseInt((text.substring(from, at) + "000000000").substring(0, 9));
        }
    }

    private void part(String part, String next) {
        switch (part) {
            case "January" -> month = month(TextStyle.FULL);
            case "Jan" -> month = month(TextStyle.SHORT);
            case "1" -> month = number(1, 2);
            case "01" -> month = number(2, 2);
            case "Monday" -> skipWeekday(TextStyle.FULL);
            case "Mon" -> skipWeekday(TextStyle.SHORT);
            case "2", "_2" -> day = padded(2);
            case "02" -> day = number(2, 2);
            case "002", "__2" -> dayOfYear = padded(3);
            case "15" -> hour = number(1, 2);
            case "3" -> hour = number(1, 2);
            case "03" -> hour = number(2, 2);
            case "4" -> minute = number(1, 2);
            case "04" -> minute = number(2, 2);
            case "5", "05" -> {
                second = number(part.length(), 2);
                boolean ownFraction = next.startsWith(".") || next.startsWith(",");
                if (!ownFraction) {
                    fraction();
                }
            }
            case "2006" -> year = number(4, 4);
            case "06" -> {
                int two = number(2, 2);
                year = two + (two >= 69 ? 1900 : 2000);
            }
            case "PM", "pm" -> {
                halves = true;
                afternoon = text.substring(at, at + 2).equalsIgnoreCase("PM");
                at += 2;
            }
            case "MST" -> zoneName();
            default -> {
                int length = ZoneOffsetText.length(text, at, part);
                zone = ZoneOffset.ofTotalSeconds(ZoneOffsetText.parse(text.substring(at, at + length)));
                at += length;
            }
        }
    }

    private int padded(int digitsMax) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return number(1, digitsMax);
    }

    private int number(int digitsMin, int digitsMax) {
        int from = at;
        while (at < text.length() && at - from < digitsMax && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at - from < digitsMin) {
            throw new NumberFormatException("too few digits");
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private int month(TextStyle style) {
        for (Month each : Month.values()) {
            String name = each.getDisplayName(style, Locale.ENGLISH);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return each.getValue();
            }
        }
        throw new DateTimeException("no month");
    }

    private void skipWeekday(TextStyle style) {
        for (DayOfWeek each : DayOfWeek.values()) {
            String name = each.getDisplayName(style, Locale.ENGLISH);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return;
            }
        }
        throw new DateTimeException("no weekday");
    }

    private void zoneName() {
        int from = at;
        while (at < text.length() && Character.isUpperCase(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (name.length() < 3) {
            throw new DateTimeException("no zone");
        }
        if (name.equals("UTC") || name.equals("GMT")) {
            zone = ZoneOffset.UTC;
        }
    }
}
