package dev.tributary.model;

import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.Names;

/** Writes labels in PromQL notation. */
final class LabelText {
    private LabelText() {
    }

    static String format(Labels labels) {
        StringBuilder out = new StringBuilder(64);
        String metric = labels.metricName();
        boolean plainName = Names.isLegacyMetricName(metric);
        if (plainName) {
            out.append(metric);
            if (labels.size() == 1) {
                return out.toString();
            }
        }
        out.append('{');
        int start = out.length();
        if (!metric.isEmpty() && !plainName) {
            GoQuote.append(out, metric);
        }
        labels.forEach((name, value) -> {
            if (name.equals(Labels.NAME)) {
                return;
            }
            if (out.length() > start) {
                out.append(", ");
            }
            appendName(out, name);
            out.append('=');
            GoQuote.append(out, value);
        });
        return out.append('}').toString();
    }

    /** A label name, in quotes where PromQL needs them. */
    static void appendName(StringBuilder out, String name) {
        if (Names.isLegacyLabelName(name)) {
            out.append(name);
        } else {
            GoQuote.append(out, name);
        }
    }
}
