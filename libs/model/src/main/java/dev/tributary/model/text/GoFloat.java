package dev.tributary.model.text;

/**
 * Doubles as Go's {@code strconv} writes and reads them, which Java does differently: {@code 1e+06}, {@code +Inf},
 * {@code 5e-324}.
 */
public final class GoFloat {
    /** In place of a precision: as many digits as it takes to read the same double back, and no more. */
    public static final int SHORTEST = -1;

    /** The exponent from which {@code %g} with shortest digits turns to exponent notation. */
    private static final int GENERAL_EXPONENT_MAX = 6;

    private GoFloat() {
    }

    /** Fixed notation with the fewest digits: {@code strconv.FormatFloat(v, 'f', -1, 64)}. */
    public static String fixed(double value) {
        return format(value, 'f', SHORTEST);
    }

    /** Exponent notation with the fewest digits: {@code strconv.FormatFloat(v, 'e', -1, 64)}. */
    public static String exponent(double value) {
        return format(value, 'e', SHORTEST);
    }

    /** Exponent notation for large and small exponents: {@code strconv.FormatFloat(v, 'g', -1, 64)} and {@code %v}. */
    public static String general(double value) {
        return format(value, 'g', SHORTEST);
    }

    /** As the Prometheus API writes sample values: fixed but for sizes below 1e-6 and from 1e21 on. */
    public static String sample(double value) {
        StringBuilder out = new StringBuilder(24);
        appendSample(out, value);
        return out.toString();
    }

    /** Appends what {@link #sample} gives. */
    public static void appendSample(StringBuilder out, double value) {
        double size = Math.abs(value);
        boolean exponent = size != 0 && (size < 1e-6 || size >= 1e21);
        append(out, value, exponent ? 'e' : 'f', SHORTEST);
    }

    /**
     * As {@code strconv.FormatFloat} writes it.
     *
     * @param verb      {@code f}, {@code e} or {@code g}
     * @param precision digits behind the point for f and e, digits in all for g, or {@link #SHORTEST}
     */
    public static String format(double value, char verb, int precision) {
        StringBuilder out = new StringBuilder(24);
        append(out, value, verb, precision);
        return out.toString();
    }

    /** Appends what {@link #format} gives. */
    public static void append(StringBuilder out, double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            out.append("NaN");
        } else if (Double.isInfinite(value)) {
            out.append(value > 0 ? "+Inf" : "-Inf");
        } else if (verb == 'f' && precision == SHORTEST && value == (long) value && Math.abs(value) < 1e15) {
            appendWhole(out, value);
        } else {
            if (Double.doubleToRawLongBits(value) < 0) {
                out.append('-');
            }
            appendFinite(out, Math.abs(value), verb, precision);
        }
    }

    private static void appendWhole(StringBuilder out, double value) {
        if (value == 0 && Double.doubleToRawLongBits(value) < 0) {
            out.append('-');
        }
        out.append((long) value);
    }

    private static void appendFinite(StringBuilder out, double value, char verb, int precision) {
        boolean shortest = precision == SHORTEST;
        switch (verb) {
            case 'f' -> {
                DecimalDigits d = shortest ? DecimalDigits.shortest(value) : DecimalDigits.fraction(value, precision);
                appendFixed(out, d, shortest ? Math.max(0, d.digits().length() - d.point()) : precision);
            }
            case 'e' -> {
                DecimalDigits d = shortest
                        ? DecimalDigits.shortest(value)
                        : DecimalDigits.significant(value, precision + 1);
                appendExponent(out, d, shortest ? d.digits().length() - 1 : precision);
            }
            case 'g' -> appendGeneral(out, value, precision);
            default -> throw new IllegalArgumentException("no float format '" + verb + "'");
        }
    }

    private static void appendGeneral(StringBuilder out, double value, int precision) {
        int digitsMax = Math.max(precision, 1);
        DecimalDigits d = precision == SHORTEST
                ? DecimalDigits.shortest(value)
                : DecimalDigits.significant(value, digitsMax);
        int limit = precision == SHORTEST ? GENERAL_EXPONENT_MAX : digitsMax;
        if (precision != SHORTEST && limit > d.digits().length() && d.digits().length() >= d.point()) {
            limit = d.digits().length();
        }
        int exponent = d.isZero() ? 0 : d.point() - 1;
        if (exponent < -4 || exponent >= limit) {
            appendExponent(out, d, d.digits().length() - 1);
        } else {
            appendFixed(out, d, Math.max(0, d.digits().length() - d.point()));
        }
    }

    private static void appendFixed(StringBuilder out, DecimalDigits d, int behindPoint) {
        if (d.point() <= 0) {
            out.append('0');
        }
        for (int i = 0; i < d.point(); i++) {
            out.append(d.digit(i));
        }
        if (behindPoint > 0) {
            out.append('.');
        }
        for (int i = d.point(); i < d.point() + behindPoint; i++) {
            out.append(d.digit(i));
        }
    }

    private static void appendExponent(StringBuilder out, DecimalDigits d, int behindPoint) {
        out.append(d.digit(0));
        if (behindPoint > 0) {
            out.append('.');
        }
        for (int i = 1; i <= behindPoint; i++) {
            out.append(d.digit(i));
        }
        int exponent = d.isZero() ? 0 : d.point() - 1;
        out.append(exponent < 0 ? "e-" : "e+");
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        out.append(Math.abs(exponent));
    }
}
