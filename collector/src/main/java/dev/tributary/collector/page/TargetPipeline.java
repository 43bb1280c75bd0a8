package dev.tributary.collector.page;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.collector.series.SeriesTable;
import dev.tributary.model.LabelSlices;
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
    private final List<OpenPage> pages = new ArrayList<>();
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

    /** Starts a round; everything without an own timestamp gets this time. */
    public void beginRound(long atMillis) {
        pages.clear();
        startMillis = atMillis;
        roundFirstPage = nextPage;
    }

    /** Opens the page of a shard. */
    public OpenPage openPage(int shard) {
        PagePlace place = new PagePlace(nextPage++, shard, roundFirstPage, startMillis);
        OpenPage page = OpenPage.open(
                (at, out) -> new PageIntake(table, rules, limits, options, at, out), place, limits, options,
                full -> new BatchCollector(clock, BatchSize.DEFAULT, full), ledger);
        pages.add(page);
        return page;
    }

    /**
     * Ends the round: judges its pages, marks what vanished, adds the series about the pull itself.
     *
     * @param seconds how long the pull took
     */
    public RoundReport endRound(double seconds) {
        judgeSizes();
        List<Batch> batches = new ArrayList<>();
        RoundTotals totals = new RoundTotals();
        BitSet completeShards = new BitSet();
        for (OpenPage page : pages) {
            batches.addAll(page.close());
            totals.add(page);
            completeShards.set(page.shard(), options.endings().endOn(page.fault() == null));
        }
        BatchCollector collector = new BatchCollector(clock, BatchSize.DEFAULT, batches::add);
        totals.staleMarkers = markVanished(completeShards, totals.newestMillis, collector);
        ownSeries.write(totals, startMillis, seconds, collector);
        collector.flush();
        table.compact(ROUNDS_KEPT * Math.max(1, pages.size()), nextPage);
        return new RoundReport(startMillis, seconds, totals, table.liveSeries(), table.memoryBytes(), batches);
    }

    private void judgeSizes() {
        for (OpenPage page : pages) {
            if (page.fault() == null) {
                ShrinkGuard guard = guards.computeIfAbsent(page.shard(), _ -> new ShrinkGuard(options.dropRatio()));
                @Nullable
                PageFaultException suspicion = guard.judge(page.counts().samples());
                if (suspicion != null) {
                    page.fail(suspicion);
                }
            }
        }
    }

    private long markVanished(BitSet completeShards, long newestMillis, BatchCollector out) {
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
            } else if (completeShards.get(table.shard(row))) {
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
        BitSet all = new BitSet();
        for (int row = 0; row < table.size(); row++) {
            all.set(table.shard(row));
        }
        markVanished(all, atMillis, collector);
        ownSeries.writeEnd(atMillis, collector);
        collector.flush();
        return batches;
    }
}
