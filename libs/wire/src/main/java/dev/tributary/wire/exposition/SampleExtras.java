package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;

/**
 * What may stand beside an exposed value; a format leaves out what it has no place for.
 *
 * @param timestampMillis the sample's own time in Unix milliseconds, 0 for none
 * @param startMillis     when counting started in Unix milliseconds, 0 for unknown
 * @param exemplars       exemplars of a counter or a native histogram
 */
public record SampleExtras(long timestampMillis, long startMillis, List<Exemplar> exemplars) {
    /** Nothing. */
    public static final SampleExtras NONE = new SampleExtras(0, 0, List.of());

    public SampleExtras {
        exemplars = List.copyOf(exemplars);
    }

    /** Only a timestamp. */
    public static SampleExtras at(long timestampMillis) {
        return new SampleExtras(timestampMillis, 0, List.of());
    }
}
