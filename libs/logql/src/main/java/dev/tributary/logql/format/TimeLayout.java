package dev.tributary.logql.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A form of times as Go has it: written as the reference time {@code Mon Jan 2 15:04:05 -0700 2006} would be. Everything
 * that is no part of the reference time stands for itself.
 */
final class TimeLayout {
    /** The parts of the reference time, those that begin like others before them. */
    private static final List<String> PARTS = List.of("January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00:00",
            "-070000", "-07:00", "-0700", "-07", "Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07", "002", "01", "02",
            "03", "04", "05", "06", "15", "__2", "_2", "PM", "pm", "1", "2", "3", "4", "5");

    private final List<String> parts;

    private TimeLayout(List<String> parts) {
        this.parts = parts;
    }

    /** Cuts the layout; a part that stands for itself begins with a NUL. */
    static TimeLayout of(String layout) {
        List<String> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            String part = partAt(layout, at);
            if (part.isEmpty()) {
                text.append(layout.charAt(at++));
                continue;
            }
            addText(parts, text);
            parts.add(part);
            at += part.length();
        }
        addText(parts, text);
        return new TimeLayout(parts);
    }

    private static void addText(List<String> parts, StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add("\0" + text);
            text.setLength(0);
        }
    }

    private static String partAt(String layout, int at) {
        String fraction = fractionAt(layout, at);
        if (!fraction.isEmpty()) {
            return fraction;
        }
        for (String part : PARTS) {
            if (layout.startsWith(part, at) && !(part.equals("Jan") || part.equals("Mon"))) {
                return part;
            }
            boolean word = (part.equals("Jan") || part.equals("Mon")) && layout.startsWith(part, at);
            int behind = at + part.length();
            if (word && !(behind < layout.length() && Character.isLowerCase(layout.charAt(behind)))) {
                return part;
            }
        }
        return "";
    }

    /** A point or comma with zeros or nines behind it, and no other digit behind those. */
    private static String fractionAt(String layout, int at) {
        char c = layout.charAt(at);
        int end = at + 1;
        if (c != '.' && c != ',' || end == layout.length()) {
            return "";
        }
        char digit = layout.charAt(end);
        while ((digit == '0' || digit == '9') && end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean digitBehind = end < layout.length() && Character.isDigit(layout.charAt(end));
        return end == at + 1 || digitBehind ? "" : layout.substring(at, end);
    }

    private static boolean isFraction(String part) {
        return part.length() > 1 && (part.charAt(0) == '.' || part.charAt(0) == ',');
    }

    String format(ZonedDateTime time) {
        StringBuilder out = new StringBuilder(32);
        for (String part : parts) {
            if (part.charAt(0) == 0) {
                out.append(part, 1, part.length());
            } else if (isFraction(part)) {
                appendFraction(out, part, time.getNano());
            } else {
                append(out, part, time);
            }
        }
        return out.toString();
    }

    private static void appendFraction(StringBuilder out, String part, int nanos) {
        String digits = "%09d".formatted(nanos).substring(0, Math.min(9, part.length() - 1));
        boolean zeros = part.charAt(1) == '0';
        String shown = zeros ? digits : digits.replaceFirst("0+$", "");
        if (!shown.isEmpty()) {
            out.append(part.charAt(0)).append(shown);
        }
    }

    private static void append(StringBuilder out, String part, ZonedDateTime time) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        switch (part) {
            case "January" -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case "Jan" -> out.append(time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            case "1" -> out.append(time.getMonthValue());
            case "01" -> pad(out, time.getMonthValue(), 2, '0');
            case "Monday" -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case "Mon" -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            case "2" -> out.append(time.getDayOfMonth());
            case "_2" -> pad(out, time.getDayOfMonth(), 2, ' ');
            case "02" -> pad(out, time.getDayOfMonth(), 2, '0');
            case "__2" -> pad(out, time.getDayOfYear(), 3, ' ');
            case "002" -> pad(out, time.getDayOfYear(), 3, '0');
            case "15" -> pad(out, time.getHour(), 2, '0');
            case "3" -> out.append(hour12);
            case "03" -> pad(out, hour12, 2, '0');
            case "4" -> out.append(time.getMinute());
            case "04" -> pad(out, time.getMinute(), 2, '0');
            case "5" -> out.append(time.getSecond());
            case "05" -> pad(out, time.getSecond(), 2, '0');
            case "2006" -> pad(out, time.getYear(), 4, '0');
            case "06" -> pad(out, Math.floorMod(time.getYear(), 100), 2, '0');
            case "PM" -> out.append(time.getHour() < 12 ? "AM" : "PM");
            case "pm" -> out.append(time.getHour() < 12 ? "am" : "pm");
            case "MST" -> out.append(zoneName(time));
            default -> out.append(ZoneOffsetText.format(time.getOffset().getTotalSeconds(), part));
        }
    }

    private static String zoneName(ZonedDateTime time) {
        return time.getZone().equals(ZoneOffset.UTC)
                ? "UTC"
                : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
    }

    private static void pad(StringBuilder out, int number, int width, char with) {
        String digits = String.valueOf(number);
        out.repeat(with, Math.max(0, width - digits.length())).append(digits);
    }

    /** The time of a text of this form, or null when it is of another. */
    @Nullable
    TemplateTime parse(String text, ZoneId zone) {
        try {
            return new TimeParser(text, zone).parse(parts);
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException _) {
            return null;
        }
    }
}
