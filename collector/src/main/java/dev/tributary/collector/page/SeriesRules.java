package dev.tributary.collector.page;

import java.nio.charset.StandardCharsets;

import dev.tributary.collector.identity.Identity;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import org.jspecify.annotations.Nullable;

/**
 * From the labels a page writes to the labels a series is sent with: target labels, metric_relabel_configs, limits, identity,
 * in this order. Applied once per series.
 */
public final class SeriesRules {
    private final Labels targetLabels;
    private final boolean honorLabels;
    private final String replicaLabel;
    private final Relabeling metricRelabeling;
    private final PageLimits limits;
    private final Identity identity;
    private long renamed;

    /** Of a target that is no replica. */
    public SeriesRules(Labels targetLabels, boolean honorLabels, Relabeling metricRelabeling, PageLimits limits,
            Identity identity) {
        this(targetLabels, honorLabels, "", metricRelabeling, limits, identity);
    }

    /**
     * The rules of a target.
     *
     * @param replicaLabel label that tells replicas apart and is no part of a series, empty for none
     */
    public SeriesRules(Labels targetLabels, boolean honorLabels, String replicaLabel, Relabeling metricRelabeling,
            PageLimits limits, Identity identity) {
        this.targetLabels = targetLabels;
        this.honorLabels = honorLabels;
        this.replicaLabel = replicaLabel;
        this.metricRelabeling = metricRelabeling;
        this.limits = limits;
        this.identity = identity;
    }

    /**
     * The labels to send, or null when relabeling drops the series or leaves it without a name.
     *
     * @throws PageFaultException when the series is beyond a limit
     */
    public @Nullable Labels toSent(LabelSlices written) throws PageFaultException {
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < written.size(); i++) {
            labels.set(written.name(i), written.value(i));
        }
        if (!replicaLabel.isEmpty()) {
            labels.set(replicaLabel, "");
        }
        if (honorLabels) {
            addAbsent(labels, written);
        } else {
            claim(labels);
        }
        if (!metricRelabeling.apply(labels) || labels.get(Labels.NAME).isEmpty()) {
            return null;
        }
        requireWithinLimits(labels);
        renamed += identity.stamp(labels) ? 1 : 0;
        return labels.build();
    }

    /** Series since the last question that brought a label which the identity displaced. */
    long takeRenamed() {
        long taken = renamed;
        renamed = 0;
        return taken;
    }

    /** A label that is written with an empty value counts as there: it keeps the target's out, and is then no label. */
    private void addAbsent(Labels.Builder labels, LabelSlices written) {
        targetLabels.forEach((name, value) -> {
            if (!isWritten(written, name)) {
                labels.set(name, value);
            }
        });
    }

    private static boolean isWritten(LabelSlices written, String name) {
        for (int i = 0; i < written.size(); i++) {
            if (written.name(i).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void claim(Labels.Builder labels) {
        targetLabels.forEach((name, value) -> {
            String brought = labels.get(name);
            if (!brought.isEmpty()) {
                Identity.setExported(labels, name, brought);
            }
            labels.set(name, value);
        });
    }

    private void requireWithinLimits(Labels.Builder labels) throws PageFaultException {
        if (limits.labelsMax() > 0 && labels.names().size() > limits.labelsMax()) {
            throw beyond("label_limit of " + limits.labelsMax(), labels.names().size() + " labels", labels);
        }
        if (limits.labelNameBytesMax() == 0 && limits.labelValueBytesMax() == 0) {
            return;
        }
        for (String name : labels.names()) {
            if (isLonger(name, limits.labelNameBytesMax())) {
                throw beyond("label_name_length_limit of " + limits.labelNameBytesMax(), "label name " + name, labels);
            }
            if (isLonger(labels.get(name), limits.labelValueBytesMax())) {
                throw beyond("label_value_length_limit of " + limits.labelValueBytesMax(), "value of " + name, labels);
            }
        }
    }

    private static boolean isLonger(String text, int bytesMax) {
        return bytesMax > 0 && text.getBytes(StandardCharsets.UTF_8).length > bytesMax;
    }

    private static PageFaultException beyond(String limit, String what, Labels.Builder labels) {
        return new PageFaultException(FaultKind.LABEL_LIMIT,
                what + " is beyond the " + limit + " in series " + labels.build());
    }

    /** The labels for a series of the collector's own about this target. */
    public Labels own(String metricName) {
        Labels.Builder labels = targetLabels.toBuilder().set(Labels.NAME, metricName);
        identity.stamp(labels);
        return labels.build();
    }
}
