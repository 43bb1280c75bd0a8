package dev.tributary.collector.page;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** How many samples each family of a page had, in the order they came. One thread. */
final class PageFamilies {
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private @Nullable String current;
    private long currentFrom;

    /** A family begins, after so many samples; the same one may be announced several times. */
    void begin(String family, long samplesSoFar) {
        if (family.equals(current)) {
            return;
        }
        end(samplesSoFar);
        current = family;
        currentFrom = samplesSoFar;
    }

    private void end(long samplesSoFar) {
        if (current != null && samplesSoFar > currentFrom) {
            sizes.merge(current, (int) (samplesSoFar - currentFrom), Integer::sum);
        }
    }

    /** Sizes by family; families without samples are not there. */
    Map<String, Integer> sizes(long samplesSoFar) {
        end(samplesSoFar);
        currentFrom = samplesSoFar;
        return sizes;
    }

    /** The family that had the last sample, null for a page without families. */
    @Nullable
    String last(long samplesSoFar) {
        String last = null;
        for (String family : sizes(samplesSoFar).keySet()) {
            last = family;
        }
        return last;
    }
}
