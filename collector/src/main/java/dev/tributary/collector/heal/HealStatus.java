package dev.tributary.collector.heal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the healing of a target fares, for the status page.
 *
 * @param job     its job
 * @param instance the server
 * @param gaps    windows still to be read
 * @param settled seconds of settled windows since the start, by how
 * @param samples samples read since the start
 * @param problem why the last read failed, empty when it did not
 */
public record HealStatus(String job, String instance, List<Gap> gaps, Map<GapOutcome, Double> settled, long samples,
        String problem) {
    public HealStatus {
        gaps = List.copyOf(gaps);
        settled = settled.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(settled));
    }
}
