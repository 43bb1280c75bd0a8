package dev.tributary.alerts.unittest;

import dev.tributary.model.Labels;
import dev.tributary.model.text.GoQuote;

/** Labels as promtool prints them: the metric's name among the others. */
final class LabelNotation {
    private LabelNotation() {
    }

    static String format(Labels labels) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < labels.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(labels.name(i)).append('=');
            GoQuote.append(out, labels.value(i));
        }
        return out.append('}').toString();
    }
}
