package dev.tributary.model.text;

/** Which metric and label names need quotes in PromQL. Any non-empty text is a name; these are the plain ones. */
public final class Names {
    private Names() {
    }

    /** Letters, digits, underscore and colon, not starting with a digit. */
    public static boolean isLegacyMetricName(String name) {
        return isLegacy(name, true);
    }

    /** Letters, digits and underscore, not starting with a digit. */
    public static boolean isLegacyLabelName(String name) {
        return isLegacy(name, false);
    }

    private static boolean isLegacy(String name, boolean colons) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c == ':' ? colons : isLegacy(c, i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** True for characters of plain metric names at that place, colon included. */
    static boolean isLegacy(int c, int index) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':'
                || index > 0 && c >= '0' && c <= '9';
    }

    /** True for any non-empty text that UTF-8 can hold, which is what Prometheus 3 takes as a metric or label name. */
    public static boolean isUtf8Name(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                if (i + 1 == name.length() || !Character.isSurrogatePair(name.charAt(i), name.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return !name.isEmpty();
    }
}
