package dev.tributary.aggregator.storage.head;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.model.SampleColumns;

/** Decodes the samples of one generation. Not safe for several threads. */
public final class ChainReader {
    private final Generation generation;
    private final Generation.Walk walk;
    private final FloatStep step = new FloatStep();
    private final ByteReader reader = new ByteReader();

    public ChainReader(Generation generation) {
        this.generation = generation;
        this.walk = generation.new Walk();
    }

    /** True when the series may have samples in the closed range. */
    public boolean meets(int ref, long minMillis, long maxMillis) {
        for (int chain = generation.chain(ref); chain != 0; chain = generation.other(chain)) {
            if (generation.count(chain) > 0 && overlaps(chain, minMillis, maxMillis)) {
                return true;
            }
        }
        return false;
    }

    private boolean overlaps(int chain, long minMillis, long maxMillis) {
        return generation.field(chain, Generation.MIN_TIME) <= maxMillis
                && generation.field(chain, Generation.MAX_TIME) >= minMillis;
    }

    /**
     * Appends the series' samples of the closed range to the columns, in the order they arrived, first of one form, then
     * of the other.
     *
     * @return true when they are in rising time order, as far as this chain's own bookkeeping tells
     */
    public boolean read(int ref, long minMillis, long maxMillis, SampleColumns into) {
        boolean sorted = true;
        int parts = 0;
        for (int chain = generation.chain(ref); chain != 0; chain = generation.other(chain)) {
            int before = into.size();
            readChain(chain, minMillis, maxMillis, into);
            sorted &= generation.isSorted(chain);
            parts += into.size() > before ? 1 : 0;
        }
        return sorted && parts < 2;
    }

    private void readChain(int chain, long minMillis, long maxMillis, SampleColumns into) {
        int count = generation.count(chain);
        if (!overlaps(chain, minMillis, maxMillis)) {
            return;
        }
        if (generation.form(chain) != Generation.FLOATS) {
            walk.reset(chain);
            readRich(count, minMillis, maxMillis, into);
        } else {
            boolean rising = generation.isSorted(chain);
            int read = 0;
            if (rising) {
                read = walk.reset(chain, count, minMillis, step);
            } else {
                walk.reset(chain);
                step.reset();
            }
            while (read < count && !(rising && read > 0 && step.time() > maxMillis)) {
                read += readBlock(count - read, minMillis, maxMillis, into);
            }
        }
    }

    /** Reads floats to the end of a block, no more than so many, and gives how many there were. */
    private int readBlock(int most, long minMillis, long maxMillis, SampleColumns into) {
        byte[] page = walk.page();
        if (walk.restarted()) {
            step.forgetStep();
        }
        int end = walk.end();
        int at = walk.at();
        int read = 0;
        while (read < most && at != end) {
            at = step.decode(page, at);
            read++;
            long time = step.time();
            if (time >= minMillis && time <= maxMillis) {
                into.add(time, Double.longBitsToDouble(step.bits()));
            }
        }
        walk.moveTo(at);
        return read;
    }

    private void readRich(int count, long minMillis, long maxMillis, SampleColumns into) {
        long time = 0;
        for (int i = 0; i < count; i++) {
            byte[] page = walk.page();
            reader.reset(page, walk.at(), walk.left());
            time = RichStep.decode(reader, time, minMillis, maxMillis, into);
            walk.moveTo(reader.position());
        }
    }
}
