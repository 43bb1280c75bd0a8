package dev.tributary.collector.page;

import java.util.List;

import dev.tributary.collector.series.SeriesState;
import dev.tributary.collector.series.SeriesTable;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.exposition.ExpositionParser;
import org.jspecify.annotations.Nullable;

/**
 * Takes the samples of one page: finds the series, leaves out what was sent before, hands the rest on. Makes no object for
 * a sample of a known series. One page, one thread.
 */
public final class PageIntake {
    /** Further ahead, a sample says more about a clock than about its series; Prometheus refuses it too. */
    static final long AHEAD_MILLIS_MAX = 10 * 60 * 1000L;

    /** Stands for the shard of series that end without a stale marker. */
    static final int SILENT_SHARD = Short.MAX_VALUE;

    private final SeriesTable table;
    private final SeriesRules rules;
    private final PageLimits limits;
    private final TargetOptions options;
    private final PagePlace place;
    private final long patienceMillis;
    private final SampleSink out;
    private final int firstNewRow;
    private final LabelSlices labels = new LabelSlices();
    private final PageCounts counts = new PageCounts();
    /** Where the next series probably is. */
    private int nextRow;
    private @Nullable MetricMetadata announced;
    private @Nullable MetadataLedger metadataLedger;

    /**
     * Starts a page.
     *
     * @param patienceMillis how far a replica may fall behind before another one's samples are taken
     * @param out            gets what is to be sent
     */
    public PageIntake(SeriesTable table, SeriesRules rules, PageLimits limits, TargetOptions options, PagePlace place,
            long patienceMillis, SampleSink out) {
        this.table = table;
        this.rules = rules;
        this.limits = limits;
        this.options = options;
        this.place = place;
        this.patienceMillis = patienceMillis;
        this.out = out;
        firstNewRow = table.size();
    }

    /** Says what goes with the next sample that is sent, null for nothing. Pages without news of a family say nothing of it. */
    void announce(@Nullable MetricMetadata metadata, MetadataLedger ledger) {
        announced = metadata;
        metadataLedger = ledger;
    }

    private void sendAnnounced() {
        MetricMetadata metadata = announced;
        MetadataLedger ledger = metadataLedger;
        if (metadata != null && ledger != null) {
            out.metadata(metadata);
            ledger.sent(metadata, place.startMillis());
            announced = null;
        }
    }

    /** Takes the sample or histogram the parser stands on. */
    void take(ExpositionParser parser, @Nullable NativeHistogram histogram) throws PageFaultException {
        counts.samples++;
        int row = row(parser.labels());
        boolean claimed = isClaimedByAnother(row);
        int shard = options.isSilent(parser.hasTimestamp()) ? SILENT_SHARD : place.shard();
        SeriesState state = table.seen(row, place.page(), shard, place.roundFirstPage());
        if (state == SeriesState.DROPPED) {
            return;
        }
        counts.kept++;
        if (limits.samplesMax() > 0 && counts.kept > limits.samplesMax()) {
            throw new PageFaultException(FaultKind.SAMPLE_LIMIT,
                    "more samples than the sample_limit of " + limits.samplesMax());
        }
        long time = options.honorTimestamps() && parser.hasTimestamp() ? parser.timestampMillis() : place.startMillis();
        if (state == SeriesState.DUPLICATE && !succeeds(row, time)) {
            return;
        }
        long bits = histogram == null ? Double.doubleToRawLongBits(parser.value()) : histogram.hashCode();
        if (isNews(row, time, bits, claimed) && (histogram != null || table.mayFollow(row, time, parser.value()))) {
            long before = table.lastMillis(row);
            if (table.sent(row, time, bits)) {
                counts.jumped(before);
            }
            send(row, time, parser, histogram);
        }
    }

    private boolean succeeds(int row, long time) {
        if (table.succeeds(row, time, patienceMillis)) {
            counts.successions++;
            return true;
        }
        counts.duplicateSeries++;
        return false;
    }

    private int row(LabelSlices written) throws PageFaultException {
        int row = table.find(written, place.replica(), nextRow);
        if (row < 0) {
            counts.added++;
            row = table.add(rules.toSent(written));
            nextRow = row + 1;
            return row;
        }
        nextRow = row + 1;
        if (table.page(row) == place.page()) {
            counts.repeated++;
        } else if (table.isGone(row)) {
            counts.added++;
        }
        return row;
    }

    /**
     * True when another page of this round had the row: one of the two is a damaged page, whose series may look like any, and
     * which of them is not known yet. What that page says it sent may be forgotten later.
     */
    private boolean isClaimedByAnother(int row) {
        int page = table.page(row);
        return page >= place.roundFirstPage() && page != place.page();
    }

    private boolean isNews(int row, long time, long bits, boolean claimed) {
        counts.newestMillis = Math.max(counts.newestMillis, Math.min(time, place.startMillis()));
        long last = table.lastMillis(row);
        if (claimed || table.isNews(row, time)) {
            if (time > place.startMillis() + AHEAD_MILLIS_MAX) {
                counts.tooFarAhead++;
                return false;
            }
            return true;
        }
        if (time < last) {
            counts.outOfOrder++;
        } else if (bits == table.lastBits(row)) {
            counts.unchanged++;
        } else {
            counts.conflicting++;
        }
        return false;
    }

    private void send(int row, long time, ExpositionParser parser, @Nullable NativeHistogram histogram) {
        counts.sent++;
        sendAnnounced();
        table.labels(row, labels);
        out.series(labels);
        if (histogram == null) {
            out.sample(time, parser.value(), parser.startMillis());
        } else {
            out.histogram(time, histogram, parser.startMillis());
        }
        List<Exemplar> exemplars = parser.exemplars();
        if (!exemplars.isEmpty()) {
            send(exemplars, time);
        }
    }

    private void send(List<Exemplar> exemplars, long time) {
        for (Exemplar exemplar : exemplars) {
            out.exemplar(exemplar.timestampMillis() == 0
                    ? new Exemplar(exemplar.labels(), exemplar.value(), time)
                    : exemplar);
        }
    }

    /** Undoes what the page did to the table: nothing of it will be sent. */
    public void forget() {
        table.forget(place.page(), firstNewRow);
    }

    public PageCounts counts() {
        return counts;
    }

    public PagePlace place() {
        return place;
    }
}
