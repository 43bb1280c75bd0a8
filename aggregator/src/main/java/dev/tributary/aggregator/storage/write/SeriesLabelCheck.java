package dev.tributary.aggregator.storage.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.aggregator.storage.settings.StorageLimits;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/** What every stored series must be: with a metric name, and with sizes within the limits. */
record SeriesLabelCheck(StorageLimits limits) implements LabelCheck {
    private static final byte[] METRIC_NAME = Labels.NAME.getBytes(StandardCharsets.UTF_8);

    private static boolean hasMetricName(LabelSlices labels) {
        for (int i = 0; i < labels.size(); i++) {
            int from = labels.nameOffset(i);
            if (Arrays.equals(labels.bytes(), from, from + labels.nameLength(i), METRIC_NAME, 0, METRIC_NAME.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void check(LabelSlices labels) throws InvalidLabelsException {
        if (!hasMetricName(labels)) {
            throw new InvalidLabelsException("series without a metric name: " + labels);
        }
        if (labels.size() > limits.labelsMax()) {
            throw new InvalidLabelsException(labels.size() + " labels exceed the limit of " + limits.labelsMax()
                    + " (storage.limits.labels_max) in series " + labels);
        }
        for (int i = 0; i < labels.size(); i++) {
            checkSizes(labels, i);
        }
    }

    private void checkSizes(LabelSlices labels, int index) throws InvalidLabelsException {
        if (labels.nameLength(index) == 0) {
            throw new InvalidLabelsException("empty label name in series " + labels);
        }
        if (labels.nameLength(index) > limits.labelNameBytesMax()) {
            throw new InvalidLabelsException(
                    "label name of " + labels.nameLength(index) + " bytes exceeds the limit of "
                            + limits.labelNameBytesMax() + " (storage.limits.label_name_bytes_max)");
        }
        if (labels.valueLength(index) > limits.labelValueBytesMax()) {
            throw new InvalidLabelsException("value of label \"" + labels.name(index) + "\" has "
                    + labels.valueLength(index) + " bytes, which exceeds the limit of " + limits.labelValueBytesMax()
                    + " (storage.limits.label_value_bytes_max)");
        }
    }
}
