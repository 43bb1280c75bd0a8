package dev.tributary.alerts.group;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The instants a group is evaluated at: one per interval, shifted by a hash of its identity, so that the groups of a
 * system spread over the interval and keep their slots across restarts.
 */
public record EvaluationSlots(long offsetMillis, long intervalMillis) {
    public static EvaluationSlots of(String file, String group, long intervalMillis) {
        CRC32C hash = new CRC32C();
        hash.update((file + ";" + group).getBytes(StandardCharsets.UTF_8));
        // The high bits of a CRC are as good as the low ones; multiplied so that intervals beyond 2^32 ms work too.
        return new EvaluationSlots(Math.floorMod(hash.getValue() * 0x9E3779B97F4A7C15L, intervalMillis),
                intervalMillis);
    }

    /** The last slot at or before an instant. */
    public long atOrBefore(long timeMillis) {
        return timeMillis - Math.floorMod(timeMillis - offsetMillis, intervalMillis);
    }

    public long after(long slotMillis) {
        return slotMillis + intervalMillis;
    }

    /** How many slots were passed over between the last evaluated slot and the one evaluated now. */
    public long missedBetween(long lastSlot, long slot) {
        return Math.max(0, (slot - lastSlot) / intervalMillis - 1);
    }
}
