package dev.tributary.collector.page;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.collector.series.Owners;
import dev.tributary.collector.series.SeriesTable;
import dev.tributary.collector.shard.NameRange;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.StaleMarker;
import org.jspecify.annotations.Nullable;

/**
 * Everything between the bytes of a target's pages and the batches to send, over all intervals: one round for each, one page
 * for each shard in it. A series that leaves a page gets a stale marker when that page was complete, and only then. One
 * thread.
 */
public final class TargetPipeline {
    /** How long a vanished series keeps its row, in rounds: one that flaps keeps its place. */
    private static final int ROUNDS_KEPT = 40;

    private final SeriesRules rules;
    private final PageLimits limits;
    private final TargetOptions options;
    private final Clock clock;
    private final SeriesTable table = new SeriesTable();
    private final MetadataLedger ledger = new MetadataLedger();
    private final OwnSeries ownSeries;
    private final Map<Integer, ShrinkGuard> guards = new HashMap<>();
    private final LabelSlices labels = new LabelSlices();
    private final List<TargetPipeline> followed = new ArrayList<>();
    private final Set<OpenPage> open = new LinkedHashSet<>();
    private final BitSet shards = new BitSet();
    private final BitSet incompleteShards = new BitSet();
    private long patienceMillis;
    private UnaryOperator<MetricMetadata> description = UnaryOperator.identity();
    private RoundTotals totals = new RoundTotals();
    private int nextPage = 1;
    private int roundFirstPage;
    private long startMillis;

    public TargetPipeline(SeriesRules rules, PageLimits limits, TargetOptions options, Clock clock) {
        this.rules = rules;
        this.limits = limits;
        this.options = options;
        this.clock = clock;
        ownSeries = new OwnSeries(rules, limits, options);
    }

    /** A number of the target that is the same at every start, and another one in each cluster of a fleet. */
    public long seed() {
        return rules.own("up").hashCode();
    }

    /** How far a replica may fall behind the other before the other's samples of a series are taken. */
    public void patience(Duration patience) {
        patienceMillis = patience.toMillis();
    }

    /** True before the first page. */
    public boolean isEmpty() {
        return table.size() == 0;
    }

    /** Series that begin now came from another replica up to this time; {@link SeriesTable#UNSENT} where they did not. */
    public void claimFrom(long millis) {
        table.claimFrom(millis);
    }

    /** Which replica each series comes from. */
    public Owners owners(int standard) {
        return table.owners(standard);
    }

    /** From now on families are described by this instead of by what pages announce. */
    public void describeBy(UnaryOperator<MetricMetadata> source) {
        description = source;
    }

    /**
     * Takes the place of a pipeline that is used no more, for the same page by other rules: what that one had and the first
     * complete round here has not, ends then.
     */
    public void follow(TargetPipeline before) {
        before.open.clear();
        followed.addAll(before.followed);
        before.followed.clear();
        followed.add(before);
    }

    private long endFollowed(BatchCollector out) {
        long markers = 0;
        for (TargetPipeline before : followed) {
            for (int row = 0; row < before.table.size(); row++) {
                if (before.table.isSending(row) && before.table.shard(row) != PageIntake.SILENT_SHARD) {
                    before.table.labels(row, labels);
                    if (!table.isSending(labels)) {
                        long last = before.table.lastMillis(row);
                        out.series(labels);
                        out.sample(Math.max(startMillis, last == SeriesTable.UNSENT ? startMillis : last + 1),
                                StaleMarker.VALUE, 0);
                        markers++;
                    }
                }
            }
            if (!before.ownSeries.isSameAs(ownSeries)) {
                before.ownSeries.writeEnd(startMillis, out);
            }
        }
        followed.clear();
        return markers;
    }

    /** Starts a round; everything without an own timestamp gets this time. */
    public void beginRound(long atMillis) {
        open.clear();
        shards.clear();
        incompleteShards.clear();
        totals = new RoundTotals();
        startMillis = atMillis;
        roundFirstPage = nextPage;
    }

    /** Opens the only page of a shard of which nothing is known. */
    public OpenPage openPage(int shard) {
        return openPage(shard, 0, PageForecast.NONE, 0);
    }

    /**
     * Opens a page.
     *
     * @param shard    the shard it is of
     * @param part     which of the shard's requests it answers, from 0
     * @param forecast what is known of it already
     * @param replica  which of several replicas it is of, whose pages are merged series by series; from 0
     */
    public OpenPage openPage(int shard, int part, PageForecast forecast, int replica) {
        PagePlace place = new PagePlace(nextPage++, shard, part, forecast, replica, roundFirstPage, startMillis);
        OpenPage page = OpenPage.open(
                (at, out) -> new PageIntake(table, rules, limits, options, at, patienceMillis, out), place, limits,
                options,
                full -> new BatchCollector(clock, BatchSize.DEFAULT, full), ledger, description);
        open.add(page);
        shards.set(shard);
        return page;
    }

    /**
     * The family whose absence makes a page suspect that looks whole: the one that ended the page before, or is known to end
     * this one, where it ends earlier. Pages of a Prometheus are in the order of names, and one that fails while writing stops in the middle.
     */
    public @Nullable String missedFamily(OpenPage page) {
        String before = guard(page.place()).lastFamily();
        if (page.fault() != null || before == null) {
            return null;
        }
        String last = page.lastFamily();
        boolean endsEarlier = last == null || NameRange.compare(last, before) < 0;
        return endsEarlier && !page.familySizes().containsKey(before) ? before : null;
    }

    /** Judges a page that nothing more comes for; gives what is to be sent of it. */
    public List<Batch> closePage(OpenPage page) {
        if (!open.remove(page)) {
            throw new IllegalStateException("the page is closed already");
        }
        judgeSize(page);
        List<Batch> batches = page.close();
        totals.add(page);
        if (!options.endings().endOn(page.fault() == null)) {
            incompleteShards.set(page.place().shard());
        }
        return batches;
    }

    /**
     * Ends the round: closes what is still open, marks what vanished, adds the series about the pull itself.
     *
     * @param seconds how long the pull took
     */
    public RoundReport endRound(double seconds) {
        List<Batch> batches = new ArrayList<>();
        for (OpenPage page : List.copyOf(open)) {
            batches.addAll(closePage(page));
        }
        BatchCollector collector = new BatchCollector(clock, BatchSize.DEFAULT, batches::add);
        table.inherit(roundFirstPage, this::isToldOf);
        totals.successionsFromMillis = table.takeSuccessionsFromMillis();
        totals.staleMarkers = markVanished(totals.counts().newestMillis(), collector);
        if (!followed.isEmpty() && incompleteShards.isEmpty()) {
            totals.staleMarkers += endFollowed(collector);
        }
        totals.renamed = rules.takeRenamed();
        ownSeries.write(totals, startMillis, seconds, collector);
        collector.flush();
        table.compact(ROUNDS_KEPT * Math.max(1, nextPage - roundFirstPage), nextPage);
        guards.keySet().removeIf(request -> !shards.get(request / PagePlace.PARTS_MAX));
        return new RoundReport(startMillis, seconds, totals, table.liveSeries(), table.memoryBytes(), batches);
    }

    private void judgeSize(OpenPage page) {
        if (page.fault() != null) {
            return;
        }
        long repeated = page.counts().repeated();
        if (repeated > 0 && options.endings() == Endings.OF_COMPLETE_PAGES) {
            page.fail(new PageFaultException(FaultKind.DUPLICATED,
                    repeated + " samples are of series the page had already"));
            return;
        }
        PageFaultException suspicion = guard(page.place()).judge(page.counts().samples(), page.lastFamily());
        if (suspicion != null) {
            page.fail(suspicion);
        }
    }

    private ShrinkGuard guard(PagePlace place) {
        return guards.computeIfAbsent(place.request(), _ -> new ShrinkGuard(options.dropRatio(), place.forecast()));
    }

    /** Whether the round has told all there is about a row's shard; one of an earlier plan may be in any of the present. */
    private boolean isToldOf(int shard) {
        return shards.get(shard) ? !incompleteShards.get(shard) : incompleteShards.isEmpty();
    }

    private long markVanished(long newestMillis, BatchCollector out) {
        long markers = 0;
        // The page's own time, where it is another server's that tells one: its clock may differ from ours
        boolean upstreamTime = options.endings() == Endings.OF_COMPLETE_PAGES && newestMillis != Long.MIN_VALUE;
        long now = upstreamTime ? newestMillis : startMillis;
        for (int row = 0; row < table.size(); row++) {
            if (!table.isVanished(row, roundFirstPage)) {
                continue;
            }
            if (table.shard(row) == PageIntake.SILENT_SHARD) {
                table.gone(row, table.lastMillis(row));
            } else if (isToldOf(table.shard(row))) {
                long last = table.lastMillis(row);
                long time = Math.max(now, last == SeriesTable.UNSENT ? now : last + 1);
                table.labels(row, labels);
                out.series(labels);
                out.sample(time, StaleMarker.VALUE, 0);
                table.gone(row, time);
                markers++;
            }
        }
        return markers;
    }

    /**
     * Ends the target for good: a stale marker for every series it still has, and for those about the pull.
     *
     * @param atMillis the markers' time
     */
    public List<Batch> endTarget(long atMillis) {
        List<Batch> batches = new ArrayList<>();
        BatchCollector collector = new BatchCollector(clock, BatchSize.DEFAULT, batches::add);
        beginRound(atMillis);
        markVanished(atMillis, collector);
        endFollowed(collector);
        ownSeries.writeEnd(atMillis, collector);
        collector.flush();
        return batches;
    }
}
