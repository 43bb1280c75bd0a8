package dev.tributary.collector.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counts of all pages of a round. Written by the pipeline, then only read. */
public final class RoundTotals {
    private final PageCounts counts = new PageCounts();
    long staleMarkers;
    long renamed;
    long successionsFromMillis = Long.MAX_VALUE;
    private long missedFromMillis = Long.MAX_VALUE;
    boolean discarded;
    private final BitSet replicas = new BitSet();
    private final BitSet faulty = new BitSet();
    private final BitSet unanswered = new BitSet();
    private final List<PageFaultException> faults = new ArrayList<>();

    void add(OpenPage page) {
        int replica = page.place().replica();
        replicas.set(replica);
        counts.add(page.counts(), page.isDiscarded());
        discarded |= page.isDiscarded();
        missedFromMillis = Math.min(missedFromMillis, page.counts().missedFromMillis());
        PageFaultException fault = page.fault();
        if (fault != null) {
            faults.add(fault);
            faulty.set(replica);
            unanswered.set(replica, unanswered.get(replica) || !fault.kind().isAnswer());
        }
    }

    /** What was met on the pages. */
    public PageCounts counts() {
        return counts;
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

    /** What became of the samples on the pages, by the words that metrics use. */
    public Map<String, Long> outcomes() {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        outcomes.put("sent", counts.sent());
        outcomes.put("unchanged", counts.unchanged());
        outcomes.put("relabel_dropped", isUp() ? counts.samples() - counts.kept() : 0);
        outcomes.put("repeated", counts.repeated());
        outcomes.put("duplicate_series", counts.duplicateSeries());
        outcomes.put("out_of_order", counts.outOfOrder());
        outcomes.put("conflicting", counts.conflicting());
        outcomes.put("too_far_ahead", counts.tooFarAhead());
        return outcomes;
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

    /** From when on samples were probably missed between two pages, {@link Long#MAX_VALUE} when none were. */
    public long missedFromMillis() {
        return missedFromMillis;
    }
}
