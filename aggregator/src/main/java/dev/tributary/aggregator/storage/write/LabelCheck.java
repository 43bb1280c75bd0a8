package dev.tributary.aggregator.storage.write;

import dev.tributary.model.LabelSlices;

/** What label sets must be beyond being in normal form. */
@FunctionalInterface
public interface LabelCheck {
    /**
     * Checks a set in normal form, without the cluster label.
     *
     * @throws InvalidLabelsException naming what is wrong and the limit it breaks
     */
    void check(LabelSlices labels) throws InvalidLabelsException;
}
