package dev.tributary.aggregator.storage.logs.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** Finds the blocks of a stream that stand side by side and are worth being packed again: small ones, or loosely packed ones. */
public final class MergeRuns {
    /** Text that is unpacked and packed again at once. */
    private static final int TEXT_MAX = 8 << 20;

    private final int blockBytes;
    private final int blocksMin;
    private final int level;
    private final int lastFlush;
    private final IntUnaryOperator side;
    private final List<List<BlockRef>> runs = new ArrayList<>();
    private List<BlockRef> run = new ArrayList<>();
    private long text;

    /**
     * @param blockBytes text of a full block; those of half as much and more are left alone
     * @param blocksMin  fewer small ones are left for later
     * @param level      blocks of a lower level of compression are packed again, whatever their size
     * @param lastFlush  blocks of later flushes are left alone
     * @param side       blocks whose flushes are not on one side are kept apart, for what is said by flush stays true
     */
    public MergeRuns(int blockBytes, int blocksMin, int level, int lastFlush, IntUnaryOperator side) {
        this.blockBytes = blockBytes;
        this.blocksMin = blocksMin;
        this.level = level;
        this.lastFlush = lastFlush;
        this.side = side;
    }

    /** Runs of a stream's blocks, which are in order of their first entries; small blocks alone become half as many at most. */
    public List<List<BlockRef>> of(List<BlockRef> blocks) {
        Map<Integer, List<BlockRef>> bySide = new TreeMap<>();
        for (BlockRef ref : blocks) {
            if (ref.flush() <= lastFlush) {
                bySide.computeIfAbsent(side.applyAsInt(ref.flush()), _ -> new ArrayList<>()).add(ref);
            }
        }
        bySide.values().forEach(this::sideBySide);
        return runs;
    }

    private void sideBySide(List<BlockRef> blocks) {
        for (BlockRef ref : blocks) {
            boolean wanted = ref.textBytes() < blockBytes / 2 || ref.level() < level;
            if (!wanted || text + ref.textBytes() > TEXT_MAX) {
                end();
            }
            if (wanted) {
                run.add(ref);
                text += ref.textBytes();
            }
        }
        end();
    }

    private void end() {
        long after = Math.max(1, (text + blockBytes - 1) / blockBytes);
        boolean looser = run.stream().anyMatch(ref -> ref.level() < level);
        if (looser || run.size() >= blocksMin && 2 * after <= run.size()) {
            runs.add(run);
        }
        run = new ArrayList<>();
        text = 0;
    }
}
