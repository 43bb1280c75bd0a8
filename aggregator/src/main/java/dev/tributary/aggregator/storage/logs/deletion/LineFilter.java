package dev.tributary.aggregator.storage.logs.deletion;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.port.Needle;

/** The part of a deletion that says which lines of its streams go. For one thread. */
public interface LineFilter {
    /** True when the entry is to be deleted. */
    boolean holds(Labels stream, long timeNanos, byte[] bytes, int offset, int length, Labels metadata);

    /** What every line to be deleted contains; may be less than there is. */
    List<Needle> needles();
}
