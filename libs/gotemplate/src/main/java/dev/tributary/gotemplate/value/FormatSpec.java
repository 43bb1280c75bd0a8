package dev.tributary.gotemplate.value;

/**
 * One verb of a format with its flags.
 *
 * @param width     the fewest characters to fill, or {@link #NONE}
 * @param precision digits or characters, or {@link #NONE}
 */
record FormatSpec(int verb, boolean minus, boolean plus, boolean sharp, boolean space, boolean zero, int width,
        int precision) {
    static final int NONE = -1;

    /** {@code %v} without flags. */
    static final FormatSpec PLAIN = new FormatSpec('v', false, false, false, false, false, NONE, NONE);

    /** True for {@code %#v}, which writes values as Go source. */
    boolean asSource() {
        return verb == 'v' && sharp;
    }

    /** Fills up to the width with spaces or, where the flag says so, zeros on the left. */
    void pad(StringBuilder out, String text) {
        pad(out, text, zero && !minus ? '0' : ' ');
    }

    /** Fills up to the width with spaces, whatever the zero flag says. */
    void padWithSpaces(StringBuilder out, String text) {
        pad(out, text, ' ');
    }

    private void pad(StringBuilder out, String text, char filler) {
        int missing = Math.max(0, width - text.codePointCount(0, text.length()));
        if (minus) {
            out.append(text).repeat(' ', missing);
        } else {
            out.repeat(filler, missing).append(text);
        }
    }
}
