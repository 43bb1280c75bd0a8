package dev.tributary.queryapi.json;

import dev.tributary.model.text.GoFloat;

/** Numbers as the Prometheus API writes them, byte for byte. */
final class NumberText {
    /** Decimals with at most this many digits in all stand for one double only, so they are its shortest form. */
    private static final double EXACT_MAX = 1e15;

    /** Decimal places worth a try before the general way; measured values mostly have three or fewer. */
    private static final int PLACES_MAX = 4;

    private NumberText() {
    }

    /** Milliseconds as seconds: whole, or with exactly three decimals. */
    static void seconds(long millis, ByteBufferText out) {
        long seconds = millis / 1000;
        int rest = (int) (millis % 1000);
        if (millis < 0) {
            out.put('-');
        }
        out.putLong(Math.abs(seconds));
        if (rest != 0) {
            out.put('.');
            out.putDigits(Math.abs(rest), 3);
        }
    }

    /** A sample value: shortest digits, fixed notation from 1e-6 up to 1e21. */
    static void sample(double value, ByteBufferText out) {
        if (!plainDecimal(value, out)) {
            out.putAscii(GoFloat.sample(value));
        }
    }

    /**
     * Writes whole numbers and short decimals without any object. A quotient of an exact whole number below 1e15 and a
     * power of ten is the double nearest to that decimal, and no other decimal of 15 digits is nearest to it.
     */
    private static boolean plainDecimal(double value, ByteBufferText out) {
        double size = Math.abs(value);
        if (!(size < EXACT_MAX) || size < 1e-3 && size != 0) {
            return false;
        }
        for (int places = 0; places <= PLACES_MAX; places++) {
            double power = ByteBufferText.POWERS_OF_TEN[places];
            double scaled = Math.rint(size * power);
            if (scaled >= EXACT_MAX) {
                return false;
            }
            if (scaled / power == size) {
                decimal(Double.doubleToRawLongBits(value) < 0, (long) scaled, places, out);
                return true;
            }
        }
        return false;
    }

    private static void decimal(boolean negative, long scaled, int places, ByteBufferText out) {
        if (negative) {
            out.put('-');
        }
        long power = ByteBufferText.POWERS_OF_TEN[places];
        out.putDigits(scaled / power, 1);
        if (places > 0) {
            out.put('.');
            out.putDigits(scaled % power, places);
        }
    }

    /** A finite JSON number as Go's encoder writes it: as a sample value, but for one-digit negative exponents. */
    static String json(double value) {
        String text = GoFloat.sample(value);
        int end = text.length();
        boolean shortExponent = end >= 4 && text.charAt(end - 4) == 'e' && text.charAt(end - 3) == '-'
                && text.charAt(end - 2) == '0';
        return shortExponent ? text.substring(0, end - 2) + text.charAt(end - 1) : text;
    }
}
