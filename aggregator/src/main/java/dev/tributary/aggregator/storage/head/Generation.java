package dev.tributary.aggregator.storage.head;

import java.lang.invoke.VarHandle;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.IntPages;
import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.aggregator.storage.memory.LongRecords;

/**
 * The samples that arrived between two flushes, in memory: for each series a chain of small blocks for floats and, where
 * needed, one for rich samples. One thread appends; any thread reads what was complete when it looked, because a chain's
 * count is published after its bytes and bytes once written never change.
 *
 * <pre>
 * chain := lastTime lastBits lastStep maxTime minTime (flags:u16 form:u16 count:u32) (tail:u32 position:u32) (first:u32 other:u32)
 * block := next:u32 used:u16 size:u16 restart? bytes        used is 0 while the block is the last
 * restart := lastTime:i64 lastBits:i64 index:u32 0:u32
 * other := the series' chain of the other form
 * </pre>
 *
 * <p>Every second block of floats has the highest bit of its size set and begins with a restart: the newest sample before it,
 * how many samples stand before it, and its own first sample is written as if the interval were unknown. So readers of the
 * newest minutes need not decode the hours before. It costs 22 bytes in 256.
 */
public final class Generation {
    /** Forms of chains. */
    static final int FLOATS = 0;
    static final int RICH = 1;

    static final int LAST_TIME = 0;
    static final int LAST_BITS = 1;
    static final int LAST_STEP = 2;
    static final int MAX_TIME = 3;
    static final int MIN_TIME = 4;
    private static final int COUNT = 5;
    private static final int TAIL = 6;
    private static final int LINKS = 7;
    private static final int FORM_SHIFT = 32;
    private static final long UNSORTED = 1L << 48;
    private static final int LINK_BYTES = 8;
    private static final int RESTART_BYTES = 24;
    private static final int RESTART = 0x8000;
    /** Room for a first sample of up to 17 bytes and about a dozen more. */
    private static final int FIRST_BYTES = 56;
    private static final int LATER_BYTES = 128;

    private final long number;
    private final BytePages blocks;
    private final LongRecords heads;
    private final IntPages chains = new IntPages();
    private final ChainReader ownReader;
    private long samples;
    private long minMillis = Long.MAX_VALUE;
    private long maxMillis = Long.MIN_VALUE;
    /** One for the head, one for each reader; guarded by this. */
    private int users = 1;

    public Generation(long number, BytePages.Pool blockPool, LongRecords.Pool headPool) {
        this.number = number;
        this.blocks = new BytePages(blockPool);
        this.heads = new LongRecords(headPool);
        this.ownReader = new ChainReader(this);
    }

    /** Which log belongs to this generation; rising. */
    public long number() {
        return number;
    }

    /** Samples taken; exact for the thread that appends, recent for others. */
    public long samples() {
        return samples;
    }

    /** Chains of samples: one for each series, two where its samples are of both forms; recent as the samples are. */
    public int chains() {
        return heads.size();
    }

    /** Time of the oldest sample, the largest long without any; recent as the samples are. */
    public long minMillis() {
        return minMillis;
    }

    /** Time of the newest sample, the smallest long without any; recent as the samples are. */
    public long maxMillis() {
        return maxMillis;
    }

    public long bytes() {
        return blocks.bytes() + heads.bytes() + chains.bytes();
    }

    /** Enters a reader; false when the memory is given back already. */
    synchronized boolean acquire() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Ends a use; the last one gives the memory back. */
    synchronized void release() {
        if (--users == 0) {
            blocks.release();
            heads.release();
        }
    }

    /** First chain of a series, 0 when it has no sample here. */
    public int chain(int ref) {
        return chains.getAcquire(ref);
    }

    /** The series' chain of another form, or 0. */
    int other(int chain) {
        return (int) (heads.getAcquire(chain, LINKS) >>> 32);
    }

    private int first(int chain) {
        return (int) heads.get(chain, LINKS);
    }

    int form(int chain) {
        return (int) (heads.get(chain, COUNT) >>> FORM_SHIFT) & 0xffff;
    }

    int count(int chain) {
        return (int) heads.getAcquire(chain, COUNT);
    }

    boolean isSorted(int chain) {
        return (heads.get(chain, COUNT) & UNSORTED) == 0;
    }

    /** One of the 64-bit fields of a chain's head. */
    long field(int chain, int field) {
        return heads.get(chain, field);
    }

    /** Reads for the thread that appends. */
    ChainReader reader() {
        return ownReader;
    }

    /** The series' chain of a form, or 0. */
    int find(int ref, int form) {
        int first = chains.get(ref);
        return first == 0 || form(first) == form ? first : other(first);
    }

    /**
     * Starts the series' chain of a form.
     *
     * @param newestMillis the newest time the series has elsewhere: older samples are then seen to be late
     */
    int start(int ref, int form, long newestMillis) {
        int chain = heads.allocate();
        int block = newBlock(FIRST_BYTES, 0);
        heads.set(chain, COUNT, (long) form << FORM_SHIFT);
        heads.set(chain, MAX_TIME, newestMillis);
        heads.set(chain, MIN_TIME, Long.MAX_VALUE);
        heads.set(chain, TAIL, (long) LINK_BYTES << 32 | block & 0xffffffffL);
        heads.set(chain, LINKS, block & 0xffffffffL);
        int first = chains.get(ref);
        if (first == 0) {
            chains.setRelease(ref, chain);
        } else {
            heads.setRelease(first, LINKS, heads.get(first, LINKS) | (long) chain << 32);
        }
        return chain;
    }

    private int newBlock(int size, int restart) {
        int block = blocks.allocate(size);
        LittleEndian.putShort(blocks.page(block), BytePages.offset(block) + 6, size | restart);
        return block;
    }

    /** True when a float of this length does not fit its block, and the next one is to be one that readers may start at. */
    private boolean restarts(int chain, int length) {
        long tail = heads.get(chain, TAIL);
        int block = (int) tail;
        int size = LittleEndian.getShort(blocks.page(block), BytePages.offset(block) + 6);
        return (size & RESTART) == 0 && (int) (tail >>> 32) + length > size;
    }

    /**
     * Appends a float to its chain and publishes it.
     *
     * @param encoded scratch of {@link FloatStep#ROOM} bytes
     */
    void appendFloat(int chain, long time, long bits, FloatStep step, byte[] encoded) {
        long lastTime = heads.get(chain, LAST_TIME);
        long lastBits = heads.get(chain, LAST_BITS);
        step.set(lastTime, heads.get(chain, LAST_STEP), lastBits);
        int length = step.encode(time, bits, encoded);
        boolean restart = restarts(chain, length);
        if (restart) {
            step.set(lastTime, 0, lastBits);
            length = step.encode(time, bits, encoded);
        }
        copyIn(chain, encoded, length, restart);
        publish(chain, time, bits, step.step());
    }

    /** Appends an encoded rich sample to its chain and publishes it. */
    void appendRich(int chain, byte[] encoded, int length, long time) {
        copyIn(chain, encoded, length, false);
        publish(chain, time, 0, 0);
    }

    private void publish(int chain, long time, long bits, long step) {
        heads.set(chain, LAST_TIME, time);
        heads.set(chain, LAST_BITS, bits);
        heads.set(chain, LAST_STEP, step);
        long count = heads.get(chain, COUNT) + 1;
        if (time > heads.get(chain, MAX_TIME)) {
            heads.set(chain, MAX_TIME, time);
        } else {
            count |= UNSORTED;
        }
        if (time < heads.get(chain, MIN_TIME)) {
            heads.set(chain, MIN_TIME, time);
        }
        heads.setRelease(chain, COUNT, count);
        minMillis = Math.min(minMillis, time);
        maxMillis = Math.max(maxMillis, time);
        samples++;
    }

    private void copyIn(int chain, byte[] encoded, int length, boolean restart) {
        long tail = heads.get(chain, TAIL);
        int block = (int) tail;
        int position = (int) (tail >>> 32);
        byte[] page = blocks.page(block);
        int start = BytePages.offset(block);
        int size = LittleEndian.getShort(page, start + 6);
        if (restart || position + length > (size & ~RESTART)) {
            int header = restart ? LINK_BYTES + RESTART_BYTES : LINK_BYTES;
            int next = newBlock(Math.max(LATER_BYTES, header + length), restart ? RESTART : 0);
            if (restart) {
                putRestart(chain, next);
            }
            LittleEndian.putInt(page, start, next);
            // Readers that look for a restart go on to the next block as soon as this one shows to be full.
            VarHandle.releaseFence();
            LittleEndian.putShort(page, start + 4, position);
            block = next;
            page = blocks.page(next);
            start = BytePages.offset(next);
            position = header;
        }
        System.arraycopy(encoded, 0, page, start + position, length);
        heads.set(chain, TAIL, (long) (position + length) << 32 | block & 0xffffffffL);
    }

    private void putRestart(int chain, int block) {
        byte[] page = blocks.page(block);
        int at = BytePages.offset(block) + LINK_BYTES;
        LittleEndian.putLong(page, at, heads.get(chain, LAST_TIME));
        LittleEndian.putLong(page, at + 8, heads.get(chain, LAST_BITS));
        LittleEndian.putInt(page, at + 16, (int) heads.get(chain, COUNT));
    }

    /** Walks the bytes of a chain block by block. Not safe for several threads. */
    final class Walk {
        private byte[] page = new byte[0];
        private int start;
        private int at;
        private boolean restarted;

        /** Goes to the first byte. */
        void reset(int chain) {
            enter(first(chain));
        }

        private void enter(int block) {
            page = blocks.page(block);
            start = BytePages.offset(block);
            restarted = (LittleEndian.getShort(page, start + 6) & RESTART) != 0;
            at = start + (restarted ? LINK_BYTES + RESTART_BYTES : LINK_BYTES);
        }

        /**
         * Goes to the first byte, or to the last restart with all samples before it older than a time, and gives how many
         * samples are left out. The chain is sorted and of floats.
         *
         * @param count samples of the chain that the reader knows of
         */
        int reset(int chain, int count, long minMillis, FloatStep step) {
            int from = first(chain);
            int skipped = 0;
            step.reset();
            for (int block = from; block != 0; block = following(block)) {
                byte[] bytes = blocks.page(block);
                int offset = BytePages.offset(block);
                if ((LittleEndian.getShort(bytes, offset + 6) & RESTART) != 0) {
                    long time = LittleEndian.getLong(bytes, offset + LINK_BYTES);
                    int index = LittleEndian.getInt(bytes, offset + LINK_BYTES + 16);
                    if (time >= minMillis || index >= count) {
                        break;
                    }
                    step.set(time, 0, LittleEndian.getLong(bytes, offset + LINK_BYTES + 8));
                    skipped = index;
                    from = block;
                }
            }
            enter(from);
            return skipped;
        }

        /** The next block of a full one, else 0. */
        private int following(int block) {
            byte[] bytes = blocks.page(block);
            int offset = BytePages.offset(block);
            if (LittleEndian.getShort(bytes, offset + 4) == 0) {
                return 0;
            }
            VarHandle.acquireFence();
            return LittleEndian.getInt(bytes, offset);
        }

        /** The page to read the next sample from, at {@link #at}. */
        byte[] page() {
            int used = LittleEndian.getShort(page, start + 4);
            restarted = false;
            if (used != 0 && at == start + used) {
                enter(LittleEndian.getInt(page, start));
            }
            return page;
        }

        /** True when {@link #page} has just come to a restart. */
        boolean restarted() {
            return restarted;
        }

        int at() {
            return at;
        }

        /** Where the block ends, or the largest number when it is the last one and not full. */
        int end() {
            int used = LittleEndian.getShort(page, start + 4);
            return used == 0 ? Integer.MAX_VALUE : start + used;
        }

        /** Notes where the sample read last ended. */
        void moveTo(int position) {
            at = position;
        }

        /** Bytes left in the page behind {@link #at}. */
        int left() {
            return page.length - at;
        }
    }
}
