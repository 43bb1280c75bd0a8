package dev.tributary.promql.exec;

import dev.tributary.model.Labels;
import dev.tributary.promql.ast.StringText;

/** Labels as error messages of Prometheus show them: all in braces, the name among them. */
public final class SeriesText {
    private SeriesText() {
    }

    public static String format(Labels labels) {
        StringBuilder out = new StringBuilder("{");
        labels.forEach((name, value) -> {
            if (out.length() > 1) {
                out.append(", ");
            }
            out.append(StringText.isPlainLabelName(name) ? name : StringText.quote(name)).append('=')
                    .append(StringText.quote(value));
        });
        return out.append('}').toString();
    }
}
