package dev.tributary.logql.format;

/** Offsets from UTC in the forms of Go's layouts: {@code -0700}, {@code Z07:00} and their like. */
final class ZoneOffsetText {
    private ZoneOffsetText() {
    }

    static String format(int offsetSeconds, String form) {
        if (form.startsWith("Z") && offsetSeconds == 0) {
            return "Z";
        }
        boolean colon = form.contains(":");
        int size = Math.abs(offsetSeconds);
        StringBuilder out = new StringBuilder(offsetSeconds < 0 ? "-" : "+").append("%02d".formatted(size / 3600));
        int digits = form.replace(":", "").length() - 1;
        if (digits >= 4) {
            out.append(colon ? ":" : "").append("%02d".formatted(size / 60 % 60));
        }
        if (digits >= 6) {
            out.append(colon ? ":" : "").append("%02d".formatted(size % 60));
        }
        return out.toString();
    }

    /** How many characters of the text the offset takes in that form. */
    static int length(String text, int at, String form) {
        return form.startsWith("Z") && text.charAt(at) == 'Z' ? 1 : form.length();
    }

    /** Seconds of an offset.
     *
     * @throws NumberFormatException when it is none
     */
    static int parse(String offset) {
        if (offset.equals("Z")) {
            return 0;
        }
        String digits = offset.substring(1).replace(":", "");
        int seconds = Integer.parseInt(digits.substring(0, 2)) * 3600;
        if (digits.length() >= 4) {
            seconds += Integer.parseInt(digits.substring(2, 4)) * 60;
        }
        if (digits.length() >= 6) {
            seconds += Integer.parseInt(digits.substring(4, 6));
        }
        return switch (offset.charAt(0)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> throw new NumberFormatException(offset);
        };
    }
}
