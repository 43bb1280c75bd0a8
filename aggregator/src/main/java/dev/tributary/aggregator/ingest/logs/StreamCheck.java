package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.config.LogLimits;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.text.Names;

/** Says why a stream's labels are refused, in the words that Loki's clients know, with the limit's key. */
final class StreamCheck {
    /** Longest part of a label set in an answer. */
    private static final int LABELS_SHOWN_MAX = 500;

    private StreamCheck() {
    }

    /** Empty when all is well. Sorts the labels. */
    static String problemOf(LabelSlices labels, LogLimits limits) {
        if (labels.size() > limits.labelsMax()) {
            return "entry for stream '%s' has %d label names; limit %d (logs.labels_max)".formatted(shown(labels),
                    labels.size(), limits.labelsMax());
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.nameLength(i) > limits.labelNameMax().bytes()) {
                return "stream '%s' has label name too long: '%s', limit %d bytes (logs.label_name_max)"
                        .formatted(shown(labels), cut(labels.name(i)), limits.labelNameMax().bytes());
            }
            if (labels.valueLength(i) > limits.labelValueMax().bytes()) {
                return "stream '%s' has label value too long: '%s', limit %d bytes (logs.label_value_max)"
                        .formatted(shown(labels), cut(labels.value(i)), limits.labelValueMax().bytes());
            }
            if (!Names.isLegacyLabelName(labels.name(i))) {
                return "Error parsing labels '%s' with error: label name '%s' is not valid".formatted(shown(labels),
                        labels.name(i));
            }
        }
        return duplicate(labels);
    }

    private static String duplicate(LabelSlices labels) {
        labels.sort();
        for (int i = 1; i < labels.size(); i++) {
            if (labels.compareNames(i - 1, i) == 0) {
                return "stream '%s' has duplicate label name: '%s'".formatted(shown(labels), labels.name(i));
            }
        }
        return "";
    }

    private static String shown(LabelSlices labels) {
        return cut(labels.toString());
    }

    static String cut(String text) {
        return text.length() <= LABELS_SHOWN_MAX ? text : text.substring(0, LABELS_SHOWN_MAX) + "...";
    }
}
