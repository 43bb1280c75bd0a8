package dev.tributary.collector.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides which shards a target has, from what its pages measured. Shards that time out are made smaller at once, those that
 * have grown or shrunk much are cut anew after a while: a new cut costs the comparison of each page with the one before. One
 * thread.
 */
public final class ShardPlanner {
    /** A row of the series table has 15 bits for it, and the last number stands for something else there. */
    private static final int IDS = Short.MAX_VALUE;

    /** Rounds between two cuts for size. */
    private static final int SETTLED_ROUNDS = 10;

    /** A shard this much above the wanted size is worth another cut. */
    private static final double OVERSIZE = 1.5;

    private static final int SAMPLES_MIN = 500;

    private final ShardSizing sizing;
    private final int firstId;
    private final int ids;
    private final FamilySizes sizes = new FamilySizes();
    private long samplesEach;
    private List<Shard> shards;
    private int nextId;
    private int roundsSinceCut;
    private boolean timedOut;

    public ShardPlanner(ShardSizing sizing) {
        this(sizing, 0, 1);
    }

    /** One of several for the same target: their shards never have the same id. */
    public ShardPlanner(ShardSizing sizing, int number, int of) {
        this.sizing = sizing;
        firstId = number * (IDS / of);
        ids = IDS / of;
        samplesEach = sizing.samples();
        shards = List.of(new Shard(id(), NameRange.ALL, 0, ""));
    }

    private int id() {
        int id = firstId + nextId;
        nextId = (nextId + 1) % ids;
        return id;
    }

    /** True until something was measured. */
    public boolean knowsNothing() {
        return sizes.isEmpty();
    }

    /** Takes sizes from elsewhere, before the first page. */
    public void expect(Map<String, Integer> samples) {
        sizes.measuredInPart(samples);
        cut();
    }

    /** Takes what a page of a shard had, up to its end or, when it is not whole, up to where it came. */
    public void measured(Shard shard, Map<String, Integer> samples, boolean whole) {
        if (whole) {
            sizes.measured(shard.range(), samples);
        } else {
            sizes.measuredInPart(samples);
        }
    }

    /** Notes that a shard's deadline passed while it was read: it was too much for the time. */
    public void timedOut(Shard shard) {
        timedOut = true;
        long seen = Math.max(sizes.of(shard.range()), shard.expected());
        samplesEach = Math.max(SAMPLES_MIN, Math.min(samplesEach, Math.max(seen, 1)) / 2);
    }

    /** The shards of the next round. */
    public List<Shard> next() {
        roundsSinceCut++;
        if (timedOut || roundsSinceCut > SETTLED_ROUNDS && isUnfit()) {
            cut();
        }
        return shards;
    }

    private boolean isUnfit() {
        if (roundsSinceCut > 20 * SETTLED_ROUNDS && samplesEach < sizing.samples()) {
            samplesEach = Math.min(sizing.samples(), 2 * samplesEach);
            return true;
        }
        long wanted = wanted();
        boolean grown = shards.stream().anyMatch(shard -> sizes.of(shard.range()) > OVERSIZE * wanted);
        boolean shrunk = shards.size() > 1 && sizes.total() < wanted * (shards.size() / 2.0);
        return grown && new ShardCut(sizes).ranges(wanted).size() != shards.size() || shrunk;
    }

    private long wanted() {
        return Math.max(samplesEach, -Math.floorDiv(-sizes.total(), sizing.max()));
    }

    private void cut() {
        timedOut = false;
        roundsSinceCut = 0;
        List<NameRange> ranges = new ShardCut(sizes).ranges(wanted());
        for (long each = wanted(); ranges.size() > sizing.max(); each += each / 4 + 1) {
            ranges = new ShardCut(sizes).ranges(each);
        }
        if (ranges.equals(shards.stream().map(Shard::range).toList())) {
            return;
        }
        List<Shard> cut = new ArrayList<>();
        for (NameRange range : ranges) {
            cut.add(new Shard(id(), range, sizes.of(range), sizes.lastOf(range)));
        }
        shards = List.copyOf(cut);
    }
}
