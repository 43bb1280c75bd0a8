package dev.tributary.aggregator.storage.logs.write;

import dev.tributary.aggregator.storage.logs.settings.LogStoreLimits;
import dev.tributary.aggregator.storage.write.InvalidLabelsException;
import dev.tributary.aggregator.storage.write.LabelCheck;
import dev.tributary.model.LabelSlices;

/** What the labels of every stream must be. */
record StreamLabelCheck(LogStoreLimits limits) implements LabelCheck {
    @Override
    public void check(LabelSlices labels) throws InvalidLabelsException {
        if (labels.size() > limits.labelsMax()) {
            throw new InvalidLabelsException("entry for stream '" + labels + "' has " + labels.size()
                    + " label names; limit " + limits.labelsMax());
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.nameLength(i) == 0) {
                throw new InvalidLabelsException("stream '" + labels + "' has a label without a name");
            }
            if (labels.nameLength(i) > limits.labelNameBytesMax()) {
                throw new InvalidLabelsException("stream '" + labels + "' has label name too long: '" + labels.name(i)
                        + "'");
            }
            if (labels.valueLength(i) > limits.labelValueBytesMax()) {
                throw new InvalidLabelsException("stream '" + labels + "' has label value too long: '"
                        + labels.value(i) + "'");
            }
        }
    }
}
