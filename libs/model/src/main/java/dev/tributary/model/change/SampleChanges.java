package dev.tributary.model.change;

/**
 * Tells whether an answer given before still holds. Take the {@link #version} before the samples are read: as long as
 * {@link #lowestSince} of it lies above an instant, every read up to that instant gives what it gave then. A change is told
 * after readers can see it and before it is acknowledged to whoever asked for it. Safe for several threads.
 */
public interface SampleChanges {
    /** Those of a source that does not know: nothing that was read before may be used again. */
    SampleChanges UNKNOWN = new SampleChanges() {
        @Override
        public long version() {
            return 0;
        }

        @Override
        public long lowestSince(long version) {
            return Long.MIN_VALUE;
        }
    };

    /** How many changes there were so far. */
    long version();

    /**
     * An instant in Unix milliseconds that no change made after that version lies before: no sample with a lower timestamp
     * came, went or became another one. The largest long when there was no change.
     */
    long lowestSince(long version);
}
