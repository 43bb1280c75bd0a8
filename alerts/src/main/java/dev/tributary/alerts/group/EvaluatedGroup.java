package dev.tributary.alerts.group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;

/** A group as its runner and the API see it: evaluated for the whole fleet at once, or for each cluster by itself. */
public sealed interface EvaluatedGroup permits RuleGroup, WatermarkGroup {
    GroupDefinition definition();

    Duration interval();

    /** Where in the interval the group's slots are, counted from 1970: a hash of its file and name. */
    default long slotOffsetMillis() {
        return EvaluationSlots.of(definition().file(), definition().name(), interval().toMillis()).offsetMillis();
    }

    /** Does what is due at a slot; called for rising slots, by one thread. */
    void evaluate(long slotMillis);

    /**
     * The clock was put back behind the last evaluation: goes on as if that had been at this slot, so that what was active
     * for a while still is.
     */
    void clockWentBack(long slotMillis);

    /** Takes the state out of {@code memory}, once, before the first evaluation. */
    void restore(AlertMemory memory, long slotMillis);

    /** Takes over the alerts of rules that stood in a group that is no more and now stand in this one. */
    void adoptMoved(EvaluatedGroup leaving);

    /** Removes what {@link #save} wrote: the group is no more. */
    void forget(AlertMemory memory);

    /** Writes the state down after an evaluation. */
    void save(AlertMemory memory);

    /** How the rules stand, in order, alerts of all clusters together. */
    List<RuleStatus> status();

    /** All series the group has alive. */
    Set<Labels> liveSeries();

    /** Clusters whose data is late and by how much; their rules stand where they stood before. */
    Map<ClusterId, Duration> lateClusters();

    /** Instant of the last evaluation in Unix milliseconds, 0 before the first. */
    long lastSlotMillis();

    /** How long the last evaluation took. */
    Duration lastTook();

    /** Samples the last evaluation stored, stale markers not counted. */
    long lastSamples();
}
