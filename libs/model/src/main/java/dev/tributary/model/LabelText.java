package dev.tributary.model;

/** Writes labels in PromQL notation. */
final class LabelText {
    private LabelText() {
    }

    static String format(Labels labels) {
        StringBuilder out = new StringBuilder(64);
        String metric = labels.metricName();
        boolean plainName = isLegacyMetricName(metric);
        if (plainName) {
            out.append(metric);
            if (labels.size() == 1) {
                return out.toString();
            }
        }
        out.append('{');
        int start = out.length();
        if (!metric.isEmpty() && !plainName) {
            quote(out, metric);
        }
        labels.forEach((name, value) -> {
            if (name.equals(Labels.NAME)) {
                return;
            }
            if (out.length() > start) {
                out.append(", ");
            }
            if (isLegacyLabelName(name)) {
                out.append(name);
            } else {
                quote(out, name);
            }
            out.append('=');
            quote(out, value);
        });
        return out.append('}').toString();
    }

    static boolean isLegacyMetricName(String name) {
        return isLegacy(name, true);
    }

    static boolean isLegacyLabelName(String name) {
        return isLegacy(name, false);
    }

    private static boolean isLegacy(String name, boolean colons) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || colons && c == ':';
            if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Quotes as Go's strconv.Quote does for printable text. */
    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
