package dev.tributary.collector.lines;

/**
 * Gives entries of one stream times of their own. Entries of the same nanosecond would be kept once if their text is the
 * same too, so each one after the first gets the next free nanosecond, in the order of the file. The same entries get the
 * same times when they are read again from a kept state.
 */
public final class EntryClock {
    private long lastTime;
    private long lastGiven;

    public EntryClock(long lastTime, long lastGiven) {
        this.lastTime = lastTime;
        this.lastGiven = lastGiven;
    }

    /** The time for an entry that brings this one. A clock that went back is followed. */
    public long give(long time) {
        boolean taken = time >= lastTime && time <= lastGiven;
        lastTime = time;
        lastGiven = taken ? lastGiven + 1 : time;
        return lastGiven;
    }

    public long lastTime() {
        return lastTime;
    }

    public long lastGiven() {
        return lastGiven;
    }
}
