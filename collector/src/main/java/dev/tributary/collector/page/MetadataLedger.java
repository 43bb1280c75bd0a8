package dev.tributary.collector.page;

import java.util.HashMap;
import java.util.Map;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;

/**
 * Remembers which families' metadata was sent, so that it goes along when it is new, has changed, or was sent long ago, and
 * not with every page. One thread.
 */
final class MetadataLedger {
    /** A receiver that lost its metadata has it again after this time. */
    private static final long REPEAT_MILLIS = 10 * 60 * 1000L;

    private record Sent(MetricMetadata metadata, long atMillis) {
    }

    private final Map<String, Sent> families = new HashMap<>();

    /** True when the metadata is to be sent with the next sample of its family. */
    boolean isDue(MetricMetadata metadata, long nowMillis) {
        if (metadata.type() == MetricType.UNKNOWN && metadata.help().isEmpty() && metadata.unit().isEmpty()) {
            return false;
        }
        Sent last = families.get(metadata.family());
        return last == null || !last.metadata.equals(metadata) || nowMillis - last.atMillis >= REPEAT_MILLIS;
    }

    /** Notes that it goes with a sample. */
    void sent(MetricMetadata metadata, long nowMillis) {
        families.put(metadata.family(), new Sent(metadata, nowMillis));
    }
}
