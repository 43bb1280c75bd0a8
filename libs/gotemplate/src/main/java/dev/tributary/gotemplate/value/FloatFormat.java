package dev.tributary.gotemplate.value;

import java.util.Locale;

import dev.tributary.model.text.GoFloat;

/** Writes real numbers for the verbs {@code v g G e E f F}. */
final class FloatFormat {
    private static final int PRECISION_DEFAULT = 6;

    private FloatFormat() {
    }

    /** False when the verb is none for real numbers. */
    static boolean append(StringBuilder out, double value, FormatSpec spec) {
        char form = switch (spec.verb()) {
            case 'v', 'g', 'G' -> 'g';
            case 'e', 'E' -> 'e';
            case 'f', 'F' -> 'f';
            default -> 0;
        };
        if (form == 0) {
            return false;
        }
        int fallback = form == 'g' ? GoFloat.SHORTEST : PRECISION_DEFAULT;
        String text = GoFloat.format(value, form, spec.precision() == FormatSpec.NONE ? fallback : spec.precision());
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        String sign = sign(text, spec);
        if (!Double.isFinite(value)) {
            spec.padWithSpaces(out, sign + unsigned);
            return true;
        }
        if (spec.sharp() && spec.verb() != 'v') {
            unsigned = withPoint(unsigned, form, spec);
        }
        finite(out, sign, spec.verb() == 'G' || spec.verb() == 'E' ? unsigned.toUpperCase(Locale.ROOT) : unsigned,
                spec);
        return true;
    }

    private static String sign(String text, FormatSpec spec) {
        if (text.startsWith("-")) {
            return "-";
        }
        boolean infinite = text.startsWith("+");
        return spec.plus() ? "+" : spec.space() ? " " : infinite ? "+" : "";
    }

    private static void finite(StringBuilder out, String sign, String unsigned, FormatSpec spec) {
        boolean zeros = spec.zero() && !spec.minus();
        if (zeros && !sign.isEmpty()) {
            out.append(sign).repeat('0', Math.max(0, spec.width() - sign.length() - unsigned.length()))
                    .append(unsigned);
        } else {
            spec.pad(out, sign + unsigned);
        }
    }

    /** The sharp flag always shows a point and, for {@code g}, as many digits as the precision says. */
    private static String withPoint(String unsigned, char form, FormatSpec spec) {
        int exponentAt = unsigned.indexOf('e');
        String mantissa = exponentAt < 0 ? unsigned : unsigned.substring(0, exponentAt);
        String exponent = exponentAt < 0 ? "" : unsigned.substring(exponentAt);
        String pointed = mantissa.contains(".") ? mantissa : mantissa + ".";
        int digits = form != 'g' ? 0 : spec.precision() == FormatSpec.NONE ? PRECISION_DEFAULT : spec.precision();
        int shown = significantDigits(mantissa);
        return pointed + "0".repeat(Math.max(0, digits - shown)) + exponent;
    }

    private static int significantDigits(String mantissa) {
        String digits = mantissa.replace(".", "").replaceFirst("^0+", "");
        return mantissa.equals("0") ? 1 : digits.length();
    }
}
