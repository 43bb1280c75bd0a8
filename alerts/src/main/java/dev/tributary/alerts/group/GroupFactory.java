package dev.tributary.alerts.group;

import java.time.Duration;
import java.util.Optional;

import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.GroupDefinition.WatermarkMode;
import dev.tributary.model.ClusterId;
import org.jspecify.annotations.Nullable;

/** Makes groups out of definitions: the only place that knows the two ways a group can be evaluated. */
public final class GroupFactory {
    /** What a group works with; with a cluster, its queries see that cluster only. */
    @FunctionalInterface
    public interface Parts {
        GroupParts of(GroupDefinition definition, Optional<ClusterId> cluster);
    }

    private final GroupSettings settings;
    private final Parts parts;
    private final ClusterWatermarks watermarks;
    private final LateObserver lateObserver;

    public GroupFactory(GroupSettings settings, Parts parts, ClusterWatermarks watermarks, LateObserver lateObserver) {
        this.settings = settings;
        this.parts = parts;
        this.watermarks = watermarks;
        this.lateObserver = lateObserver;
    }

    /** A group that goes on where {@code earlier}, the same group before a reload, has stopped. */
    public EvaluatedGroup create(GroupDefinition definition, @Nullable EvaluatedGroup earlier) {
        if (definition.watermark() == WatermarkMode.OFF) {
            RuleGroup group = new RuleGroup(definition, settings, parts.of(definition, Optional.empty()),
                    System::nanoTime);
            if (earlier instanceof RuleGroup before) {
                group.adopt(before);
            }
            return group;
        }
        Duration interval = definition.interval().orElse(settings.evaluationInterval());
        WatermarkGroup group = new WatermarkGroup(definition, interval, this::member, watermarks, lateObserver);
        if (earlier instanceof WatermarkGroup before) {
            group.adopt(before);
        }
        return group;
    }

    private RuleGroup member(GroupDefinition definition, ClusterId cluster) {
        return new RuleGroup(definition, cluster.value(), settings, parts.of(definition, Optional.of(cluster)),
                System::nanoTime);
    }
}
