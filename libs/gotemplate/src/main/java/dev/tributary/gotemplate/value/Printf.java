package dev.tributary.gotemplate.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One run of a format over its operands. */
final class Printf {
    /** Larger widths and precisions are mistakes. */
    private static final int SIZE_MAX = 1_000_000;

    private final String format;
    private final List<@Nullable Object> operands;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int operand;
    /** Operands were chosen by number, so that unused ones are no mistake. */
    private boolean reordered;
    private boolean indexIsGood;
    private boolean afterIndex;

    Printf(String format, List<@Nullable Object> operands) {
        this.format = format;
        this.operands = operands;
    }

    String run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            int end = percent < 0 ? format.length() : percent;
            out.append(format, at, end);
            at = end + 1;
            if (percent >= 0) {
                directive();
            }
        }
        if (!reordered && operand < operands.size()) {
            appendExtra();
        }
        return out.toString();
    }

    private void directive() {
        Flags flags = new Flags();
        while (at < format.length() && flags.accept(format.charAt(at))) {
            at++;
        }
        indexIsGood = true;
        afterIndex = false;
        argumentIndex();
        width(flags);
        if (at + 1 < format.length() && format.charAt(at) == '.') {
            at++;
            indexIsGood &= !afterIndex;
            argumentIndex();
            precision(flags);
        }
        if (!afterIndex) {
            argumentIndex();
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        verb(verb, flags);
    }

    private void verb(int verb, Flags flags) {
        if (verb == '%') {
            out.append('%');
        } else if (!indexIsGood) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (operand >= operands.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            ValueFormat.append(out, operands.get(operand++), flags.spec(verb));
        }
    }

    private void width(Flags flags) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            flags.width = operandAsSize("%!(BADWIDTH)", -SIZE_MAX);
            if (flags.width != FormatSpec.NONE && flags.width < 0) {
                flags.width = -flags.width;
                flags.minus = true;
                flags.zero = false;
            }
            afterIndex = false;
        } else {
            flags.width = number();
            indexIsGood &= !(afterIndex && flags.width != FormatSpec.NONE);
        }
    }

    private void precision(Flags flags) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            flags.precision = operandAsSize("%!(BADPREC)", 0);
            afterIndex = false;
        } else {
            flags.precision = Math.max(0, number());
        }
    }

    /** The next operand as a size; complains and gives none when it is not one. Minus one is read as minus two. */
    private int operandAsSize(String complaint, int min) {
        Object value = operand < operands.size() ? operands.get(operand) : null;
        operand += operand < operands.size() ? 1 : 0;
        if (value instanceof Long size && size >= min && size <= SIZE_MAX) {
            return size == FormatSpec.NONE ? FormatSpec.NONE - 1 : (int) (long) size;
        }
        out.append(complaint);
        return FormatSpec.NONE;
    }

    private int number() {
        int from = at;
        long number = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            if (number > SIZE_MAX) {
                at = format.length();
                return FormatSpec.NONE;
            }
            number = 10 * number + format.charAt(at++) - '0';
        }
        return at == from ? FormatSpec.NONE : (int) Math.min(number, 10L * SIZE_MAX);
    }

    /** Reads {@code [2]}, which chooses the operand by number. */
    private void argumentIndex() {
        if (at >= format.length() || format.charAt(at) != '[') {
            afterIndex = false;
            return;
        }
        reordered = true;
        int end = format.indexOf(']', at);
        if (end < 0) {
            at++;
            indexIsGood = false;
            return;
        }
        String digits = format.substring(at + 1, end);
        at = end + 1;
        boolean good = !digits.isEmpty() && digits.length() < 8 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int index = good ? Integer.parseInt(digits) - 1 : -1;
        if (index >= 0 && index < operands.size()) {
            operand = index;
            afterIndex = true;
        } else {
            indexIsGood = false;
            afterIndex = good;
        }
    }

    private void appendExtra() {
        out.append("%!(EXTRA ");
        for (int i = operand; i < operands.size(); i++) {
            Object extra = operands.get(i);
            out.append(i == operand ? "" : ", ");
            if (extra != null) {
                out.append(GoType.nameOf(extra)).append('=');
            }
            GoFormat.append(out, extra);
        }
        out.append(')');
    }

    private static final class Flags {
        private boolean minus;
        private boolean plus;
        private boolean sharp;
        private boolean space;
        private boolean zero;
        private int width = FormatSpec.NONE;
        private int precision = FormatSpec.NONE;

        boolean accept(char c) {
            switch (c) {
                case '-' -> minus = true;
                case '+' -> plus = true;
                case '#' -> sharp = true;
                case ' ' -> space = true;
                case '0' -> zero = true;
                default -> {
                    return false;
                }
            }
            return true;
        }

        FormatSpec spec(int verb) {
            // "%+v" shows field names, of which we have none, so it must not show signs.
            return new FormatSpec(verb, minus, plus && verb != 'v', sharp, space, zero, width, precision);
        }
    }
}
