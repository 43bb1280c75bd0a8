package dev.tributary.collector.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The counts of all pages of a round. Written by the pipeline, then only read. */
public final class RoundTotals {
    long bytes;
    long samples;
    long kept;
    long added;
    long sent;
    long unchanged;
    long repeated;
    long duplicateSeries;
    long outOfOrder;
    long conflicting;
    long tooFarAhead;
    long staleMarkers;
    long renamed;
    long successionsFromMillis = Long.MAX_VALUE;
    long newestMillis = Long.MIN_VALUE;
    private long missedFromMillis = Long.MAX_VALUE;
    boolean discarded;
    private final BitSet replicas = new BitSet();
    private final BitSet faulty = new BitSet();
    private final BitSet unanswered = new BitSet();
    private final List<PageFaultException> faults = new ArrayList<>();

    void add(OpenPage page) {
        PageCounts counts = page.counts();
        int replica = page.place().replica();
        replicas.set(replica);
        @Nullable
        PageFaultException fault = page.fault();
        bytes += counts.bytes;
        samples += counts.samples;
        repeated += counts.repeated;
        newestMillis = Math.max(newestMillis, counts.newestMillis);
        missedFromMillis = Math.min(missedFromMillis, counts.missedFromMillis());
        if (fault != null) {
            faults.add(fault);
            faulty.set(replica);
            unanswered.set(replica, unanswered.get(replica) || !fault.kind().isAnswer());
            if (page.isDiscarded()) {
                discarded = true;
                return;
            }
        }
        kept += counts.kept;
        added += counts.added;
        sent += counts.sent;
        unchanged += counts.unchanged;
        duplicateSeries += counts.duplicateSeries;
        outOfOrder += counts.outOfOrder;
        conflicting += counts.conflicting;
        tooFarAhead += counts.tooFarAhead;
    }

    /** True when every page, of one replica at least, came whole, as far as the bytes tell: the {@code up} series. */
    public boolean isUp() {
        return unanswered.isEmpty() || unanswered.cardinality() < replicas.cardinality();
    }

    /** True when nothing at all speaks against any page, of one replica at least. */
    public boolean isComplete() {
        return faulty.isEmpty() || faulty.cardinality() < replicas.cardinality();
    }

    /** What was wrong, a fault for each page that had one. */
    public List<PageFaultException> faults() {
        return List.copyOf(faults);
    }

    /** The same in words, each once: what is wrong with one page is mostly wrong with all. */
    public List<String> problems() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        faults.forEach(fault -> counts.merge(fault.kind().text() + ": " + fault.problem(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(fault -> fault.getKey() + (fault.getValue() > 1 ? " (" + fault.getValue() + " pages)" : ""))
                .toList();
    }

    public long bytes() {
        return bytes;
    }

    /** Samples on the pages. */
    public long samples() {
        return samples;
    }

    /** Samples that relabeling left. */
    public long kept() {
        return kept;
    }

    /** Series that were not there in the round before. */
    public long added() {
        return added;
    }

    public long sent() {
        return sent;
    }

    public long unchanged() {
        return unchanged;
    }

    public long repeated() {
        return repeated;
    }

    public long duplicateSeries() {
        return duplicateSeries;
    }

    public long outOfOrder() {
        return outOfOrder;
    }

    public long conflicting() {
        return conflicting;
    }

    public long tooFarAhead() {
        return tooFarAhead;
    }

    public long staleMarkers() {
        return staleMarkers;
    }

    /** Series seen for the first time that brought a label which the cluster's identity displaced. */
    public long renamed() {
        return renamed;
    }

    /** The last sample of the replica that served before, the earliest of all series whose replica changed. */
    public long successionsFromMillis() {
        return successionsFromMillis;
    }

    /** The newest timestamp on the pages, {@link Long#MIN_VALUE} when there was none. */
    public long newestMillis() {
        return newestMillis;
    }

    /** From when on samples were probably missed between two pages, {@link Long#MAX_VALUE} when none were. */
    public long missedFromMillis() {
        return missedFromMillis;
    }
}
