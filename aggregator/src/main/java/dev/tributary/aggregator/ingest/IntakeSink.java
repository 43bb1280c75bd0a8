package dev.tributary.aggregator.ingest;

import dev.tributary.aggregator.config.ClusterLimits;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.SampleSink;
import dev.tributary.model.port.WriteReport;
import dev.tributary.wire.otlp.OtlpDeltas;

/**
 * Stands between decoder and batch for one request: lets through what the cluster's limits allow, counts everything,
 * remembers the first refusal in words. Allocates nothing per sample. What it counted takes effect when the store has
 * answered, see {@link #settle}.
 */
final class IntakeSink implements SampleSink {
    /** Longest part of a label set in an answer. */
    private static final int LABELS_SHOWN_MAX = 500;

    private final MetricBatch batch;
    private final IntakeShares shares;
    private final boolean labelsDecide;
    private final int labelsMax;
    private final int nameMax;
    private final int valueMax;
    private final long newestAllowedMillis;

    private IntakeShare current;
    private boolean skipping;
    private long refusedByLimit;
    private long refusedFuture;
    private long unwritable;
    private String problem = "";

    /**
     * Prepares for one request.
     *
     * @param newestAllowedMillis samples with a later timestamp are refused
     */
    IntakeSink(MetricBatch batch, IntakeShares shares, boolean labelsDecide, long newestAllowedMillis) {
        this.batch = batch;
        this.shares = shares;
        this.labelsDecide = labelsDecide;
        this.newestAllowedMillis = newestAllowedMillis;
        current = shares.own();
        ClusterLimits limits = current.intake.limits();
        labelsMax = limits.labelsMax();
        nameMax = limits.labelNameMax().intBytes();
        valueMax = limits.labelValueMax().intBytes();
    }

    @Override
    public boolean startKnown(long high, long low) {
        // Series known in this form were within the limits that were in force then.
        if (shares.own().intake.hasTighterLabelLimits() || !batch.startKnown(high, low)) {
            return false;
        }
        skipping = false;
        findShare();
        return true;
    }

    @Override
    public void series(LabelSlices labels) {
        skipping = !withinLimits(labels);
        if (!skipping) {
            batch.series(labels);
            findShare();
        }
    }

    private void findShare() {
        if (labelsDecide) {
            current = shares.of(batch.seriesCluster());
        }
    }

    private boolean withinLimits(LabelSlices labels) {
        if (labels.size() > labelsMax) {
            refuse("a series has " + labels.size() + " labels", "labels_max", labelsMax, labels);
            return false;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.nameLength(i) > nameMax) {
                refuse("a label name is " + labels.nameLength(i) + " bytes long", "label_name_max", nameMax, labels);
                return false;
            }
            if (labels.valueLength(i) > valueMax) {
                refuse("a label value is " + labels.valueLength(i) + " bytes long", "label_value_max", valueMax,
                        labels);
                return false;
            }
        }
        return true;
    }

    private void refuse(String what, String limit, int most, LabelSlices labels) {
        if (problem.isEmpty()) {
            String shown = labels.toString();
            problem = "%s, the limit %s of cluster %s is %d; series %s".formatted(what, limit,
                    shares.own().intake.cluster(), most,
                    shown.length() <= LABELS_SHOWN_MAX ? shown : shown.substring(0, LABELS_SHOWN_MAX) + "...");
        }
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        if (admit(timestampMillis)) {
            current.samples++;
            batch.sample(timestampMillis, value, startMillis);
        }
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        if (admit(timestampMillis)) {
            current.histograms++;
            batch.histogram(timestampMillis, histogram, startMillis);
        }
    }

    private boolean admit(long timestampMillis) {
        if (skipping) {
            refusedByLimit++;
            return false;
        }
        if (timestampMillis > newestAllowedMillis) {
            refusedFuture++;
            if (problem.isEmpty()) {
                problem = "timestamp " + timestampMillis + " is too far in the future, the hub now takes samples up to "
                        + newestAllowedMillis + " (future_max ahead of its clock)";
            }
            return false;
        }
        current.newestMillis = Math.max(current.newestMillis, timestampMillis);
        return true;
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        if (!skipping) {
            current.exemplars++;
            batch.exemplar(exemplar);
        }
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        batch.metadata(metadata);
    }

    /** Notes points of the request that no sample can be made of, and why not of the first. */
    void unwritable(long points, String why) {
        unwritable += points;
        if (problem.isEmpty()) {
            problem = why;
        }
    }

    /** Notes points of the request that were told as differences. */
    void addedUp(long points) {
        if (points > 0) {
            shares.own().intake.addedUp(points);
        }
    }

    /** The totals of what the sender tells as differences. */
    OtlpDeltas deltas() {
        return shares.own().intake.deltas();
    }

    /** Samples and histograms of the request, refused ones included. */
    long received() {
        long sum = refusedByLimit + refusedFuture;
        for (IntakeShare share : shares.all()) {
            sum += share.samples + share.histograms;
        }
        return sum;
    }

    /** Takes what the store says of the batch into the counts; gives the whole request's outcome. */
    WriteReport settle(WriteReport stored, long nowMillis) {
        shares.all().forEach(share -> share.settle(nowMillis));
        ClusterIntake identity = shares.own().intake;
        count(identity, "limit", refusedByLimit);
        count(identity, "future", refusedFuture);
        count(identity, "unwritable", unwritable);
        count(identity, "store", stored.refused());
        return new WriteReport(stored.samples(), stored.histograms(), stored.exemplars(),
                stored.refused() + refusedByLimit + refusedFuture + unwritable,
                problem.isEmpty() ? stored.problem() : problem);
    }

    private static void count(ClusterIntake intake, String reason, long refused) {
        if (refused > 0) {
            intake.refused(reason, refused);
        }
    }
}
