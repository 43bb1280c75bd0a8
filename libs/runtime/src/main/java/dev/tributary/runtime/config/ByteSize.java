package dev.tributary.runtime.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 512MiB}, {@code 64KB} or plainly {@code 4096}. As in Prometheus, KB and KiB are both
 * 1024 bytes.
 */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d+)(?:([KMGTPE])i?)?B?");

    private static final String PREFIXES = "KMGTPE";

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative, is " + bytes);
        }
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException with the form that is expected
     */
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not a size: write it like 512MiB, 64KB or 4096 (units B, KB, MB, GB, TB, PB, EB)");
        }
        String prefix = matcher.group(2);
        int shift = prefix == null ? 0 : 10 * (PREFIXES.indexOf(prefix.charAt(0)) + 1);
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is larger than a size can be", e);
        }
    }

    /** The size as an int, for array lengths; sizes beyond 2 GiB give the largest int. */
    public int intBytes() {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    @Override
    public String toString() {
        long rest = bytes;
        int unit = 0;
        while (rest != 0 && rest % 1024 == 0 && unit < PREFIXES.length()) {
            rest /= 1024;
            unit++;
        }
        return unit == 0 ? rest + "B" : rest + PREFIXES.substring(unit - 1, unit) + "iB";
    }
}
