package dev.tributary.logql.ast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

import dev.tributary.model.text.GoFloatParser;

/**
 * Sizes in bytes as Loki reads and writes them: {@code kB} is a thousand, {@code KiB} 1024, the {@code B} may be missing
 * and letters may be large or small. Sizes are unsigned 64-bit numbers.
 */
public final class ByteSizeText {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final Map<String, Double> FACTORS = Map.ofEntries(Map.entry("", 1.0), Map.entry("b", 1.0),
            Map.entry("kib", 0x1p10), Map.entry("kb", 1e3), Map.entry("mib", 0x1p20), Map.entry("mb", 1e6),
            Map.entry("gib", 0x1p30), Map.entry("gb", 1e9), Map.entry("tib", 0x1p40), Map.entry("tb", 1e12),
            Map.entry("pib", 0x1p50), Map.entry("pb", 1e15), Map.entry("eib", 0x1p60), Map.entry("eb", 1e18),
            Map.entry("ki", 0x1p10), Map.entry("k", 1e3), Map.entry("mi", 0x1p20), Map.entry("m", 1e6),
            Map.entry("gi", 0x1p30), Map.entry("g", 1e9), Map.entry("ti", 0x1p40), Map.entry("t", 1e12),
            Map.entry("pi", 0x1p50), Map.entry("p", 1e15), Map.entry("ei", 0x1p60), Map.entry("e", 1e18));

    private ByteSizeText() {
    }

    /**
     * Bytes of a text, unsigned.
     *
     * @throws IllegalArgumentException in the words of the size library that Loki uses
     */
    public static long parse(String text) {
        int end = 0;
        while (end < text.length() && isNumberPart(text.charAt(end))) {
            end++;
        }
        double number = GoFloatParser.parse(text.substring(0, end).replace(",", ""));
        String unit = text.substring(end).strip().toLowerCase(Locale.ROOT);
        Double factor = FACTORS.get(unit);
        if (factor == null) {
            throw new IllegalArgumentException("unhandled size name: " + unit);
        }
        double bytes = number * factor;
        if (bytes >= 0x1p64) {
            throw new IllegalArgumentException("too large: " + text);
        }
        return bytes < 0x1p63 ? (long) bytes : (long) (bytes - 0x1p63) ^ Long.MIN_VALUE;
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == ',';
    }

    /** As a number, which may lose the last digits of sizes above 2^53. */
    public static double toDouble(long bytes) {
        return bytes >= 0 ? bytes : (bytes >>> 1) * 2.0;
    }

    /** The short text of a size where it says exactly that size, else its bytes. */
    public static String format(long bytes) {
        String rounded = rounded(bytes);
        return parse(rounded) == bytes ? rounded : Long.toUnsignedString(bytes) + "B";
    }

    private static String rounded(long bytes) {
        BigDecimal value = new BigDecimal(Long.toUnsignedString(bytes));
        int unit = 0;
        while (unit + 1 < UNITS.length && value.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        if (unit == 0) {
            return value + UNITS[unit];
        }
        BigDecimal tenths = value.setScale(1, RoundingMode.HALF_UP);
        boolean whole = tenths.compareTo(BigDecimal.TEN) >= 0;
        return (whole ? tenths.setScale(0, RoundingMode.HALF_EVEN) : tenths).toPlainString() + UNITS[unit];
    }
}
