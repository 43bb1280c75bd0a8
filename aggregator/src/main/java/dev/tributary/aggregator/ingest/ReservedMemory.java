package dev.tributary.aggregator.ingest;

/** What one request has reserved of the budget; given back once. Used by one event loop. */
public final class ReservedMemory {
    private final MemoryBudget budget;
    private long bytes;

    ReservedMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Reserves more, or changes nothing and says no. */
    boolean grow(long more) {
        if (!budget.tryReserve(more)) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** Gives everything back; a second call does nothing. */
    void release() {
        budget.release(bytes);
        bytes = 0;
    }
}
