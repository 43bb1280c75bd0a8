package dev.tributary.logql.line;

import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses: one, from one to another, or a network in CIDR notation. Finds whether a text holds an address of
 * the range, by the look of its digits.
 */
public final class AddressRange implements LineCondition {
    private static final String FOUR = "0123456789.";
    private static final String SIX = "0123456789abcdefABCDEF:.";

    private final Address first;
    private final Address last;

    private AddressRange(Address first, Address last) {
        this.first = first;
        this.last = last;
    }

    /**
     * The range of a text.
     *
     * @throws IllegalArgumentException in Loki's words
     */
    public static AddressRange parse(String text) {
        Address single = Address.parse(text);
        if (single != null) {
            return new AddressRange(single, single);
        }
        AddressRange range = text.indexOf('/') >= 0 ? network(text) : span(text);
        if (range == null) {
            throw new IllegalArgumentException("ip: invalid pattern: " + GoQuote.quote(text));
        }
        return range;
    }

    private static @Nullable AddressRange network(String text) {
        int slash = text.indexOf('/');
        Address address = Address.parse(text.substring(0, slash));
        String digits = text.substring(slash + 1);
        if (address == null || !digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > address.bits()) {
            return null;
        }
        int free = address.bits() - Integer.parseInt(digits);
        long lowMask = free >= 64 ? -1L : (1L << free) - 1;
        long highMask = free <= 64 ? 0 : free == 128 ? -1L : (1L << free - 64) - 1;
        if (address.four()) {
            lowMask &= 0xffffffffL;
        }
        return new AddressRange(new Address(address.four(), address.high() & ~highMask, address.low() & ~lowMask),
                new Address(address.four(), address.high() | highMask, address.low() | lowMask));
    }

    private static @Nullable AddressRange span(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return null;
        }
        Address from = Address.parse(text.substring(0, dash));
        Address to = Address.parse(text.substring(dash + 1));
        boolean fits = from != null && to != null && from.four() == to.four() && from.compareTo(to) <= 0;
        return fits && from != null && to != null ? new AddressRange(from, to) : null;
    }

    private boolean contains(@Nullable Address address) {
        return address != null && address.four() == first.four() && first.compareTo(address) <= 0
                && address.compareTo(last) <= 0;
    }

    @Override
    public boolean holds(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            String letters = looksLikeFour(bytes, at, to) ? FOUR : looksLikeSix(bytes, at, to) ? SIX : "";
            if (!letters.isEmpty()) {
                int end = at;
                while (end < to && letters.indexOf(bytes[end]) >= 0) {
                    end++;
                }
                if (contains(Address.parse(text(bytes, at, end)))) {
                    return true;
                }
                at = end;
            }
            at++;
        }
        return false;
    }

    private static String text(byte[] bytes, int from, int to) {
        // Longer runs of such letters are no addresses.
        int end = Math.min(to, from + 64);
        StringBuilder out = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            out.append((char) bytes[i]);
        }
        return out.toString();
    }

    private static boolean looksLikeFour(byte[] bytes, int at, int to) {
        return at + 3 < to && bytes[at] >= '0' && bytes[at] <= '9'
                && (bytes[at + 1] == '.' || bytes[at + 2] == '.' || bytes[at + 3] == '.');
    }

    private static boolean looksLikeSix(byte[] bytes, int at, int to) {
        if (at + 2 < to && bytes[at] == ':' && bytes[at + 1] == ':' && isHex(bytes[at + 2])) {
            return true;
        }
        int digits = 0;
        while (digits < 4 && at + digits < to && isHex(bytes[at + digits])) {
            digits++;
        }
        return digits > 0 && at + digits < to && bytes[at + digits] == ':';
    }

    private static boolean isHex(byte c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
