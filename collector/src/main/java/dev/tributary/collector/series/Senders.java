package dev.tributary.collector.series;

import java.util.function.IntPredicate;

import dev.tributary.model.LabelSlices;

/**
 * Of all rows with the same labels as sent, the one that sends: rows of one page that relabeling makes alike, and rows of
 * replicas, which take over from each other. One thread.
 */
final class Senders {
    private final LabelHash hash = new LabelHash();
    private final LabelSlices scratch = new LabelSlices();
    private final LabelSlices otherScratch = new LabelSlices();
    private SeriesRows rows;
    private HashIndex bySent;
    private int live;
    private boolean hasReplicas;
    private long claimedFromMillis = SeriesTable.UNSENT;
    private long successionsFromMillis = Long.MAX_VALUE;

    Senders(SeriesRows rows) {
        this.rows = rows;
        bySent = new HashIndex(rows.size);
    }

    /** The rows are those of these columns now; who sends stays as it is. */
    void move(SeriesRows kept) {
        rows = kept;
        bySent = new HashIndex(kept.size);
        live = 0;
        for (int row = 0; row < kept.size; row++) {
            if (kept.is(row, SeriesState.SENDS)) {
                bySent.add(row, kept.sentKeys);
                live++;
            } else if (!kept.is(row, SeriesState.DROPPED)) {
                // Finds its owner, if there is one, when a page has it again
                kept.state(row, SeriesState.GONE);
            }
        }
    }

    /** A row is new. */
    void added(int row) {
        hasReplicas |= rows.replicas[row] > 0;
        if (!rows.is(row, SeriesState.DROPPED)) {
            rows.read(row, scratch);
            hash.compute(scratch);
            rows.sentKeys[row] = hash.key();
        }
    }

    /** Rows that send. */
    int live() {
        return live;
    }

    /** A row that was gone, or not the one that sends, was seen: what it is now. */
    SeriesState claim(int row, int roundFirstPage) {
        int slot = ownerSlot(row);
        int owner = bySent.row(slot);
        if (owner < 0) {
            bySent.add(row, rows.sentKeys);
            live++;
            if (claimedFromMillis != SeriesTable.UNSENT) {
                rows.ownership.taken(row, claimedFromMillis, Double.NaN);
            }
            return SeriesState.SENDS;
        }
        if (owner == row) {
            live++;
            return SeriesState.SENDS;
        }
        return takeOver(slot, owner, row, roundFirstPage);
    }

    /** The target writes the series differently now, for example with another label that is dropped. */
    private SeriesState takeOver(int slot, int owner, int row, int roundFirstPage) {
        boolean ownerSends = rows.is(owner, SeriesState.SENDS);
        boolean sameReplica = rows.replicas[owner] == rows.replicas[row];
        // Another replica's row is followed as long as it sends: see succeeds
        if (ownerSends && (rows.pages[owner] >= roundFirstPage || !sameReplica)) {
            return SeriesState.DUPLICATE;
        }
        rows.state(owner, SeriesState.GONE);
        rows.last.copy(row, rows.last, owner);
        if (sameReplica) {
            rows.ownership.copy(row, rows.ownership, owner);
        } else {
            rows.ownership.taken(row, rows.last.millis(owner), rows.last.value(owner));
        }
        bySent.replace(slot, row);
        live += ownerSends ? 0 : 1;
        return SeriesState.SENDS;
    }

    /** The slot of the row that sends with the labels of this one, or sent last; where there is none, one without a row. */
    private int ownerSlot(int row) {
        long key = rows.sentKeys[row];
        for (int slot = bySent.first(key);; slot = bySent.next(slot)) {
            int owner = bySent.row(slot);
            if (owner < 0 || owner == row || rows.sentKeys[owner] == key && hasSameLabels(owner, row)) {
                return slot;
            }
        }
    }

    private boolean hasSameLabels(int a, int b) {
        rows.read(a, scratch);
        rows.read(b, otherScratch);
        return SliceEquality.sameLabels(scratch, otherScratch);
    }

    /** See {@link SeriesTable#succeeds}. */
    boolean succeeds(int row, long timestampMillis, long patienceMillis) {
        int slot = ownerSlot(row);
        int owner = bySent.row(slot);
        if (owner < 0 || rows.replicas[owner] == rows.replicas[row]) {
            return false;
        }
        long patience = Math.max(patienceMillis, 2L * rows.last.spacing(owner));
        long last = rows.last.millis(owner);
        if (last != SeriesTable.UNSENT && timestampMillis - last <= patience) {
            return false;
        }
        handOver(slot, owner, row);
        return true;
    }

    private void handOver(int slot, int owner, int row) {
        long last = rows.last.millis(owner);
        rows.state(owner, SeriesState.DUPLICATE);
        rows.state(row, SeriesState.SENDS);
        rows.last.copy(row, rows.last, owner);
        bySent.replace(slot, row);
        rows.ownership.taken(row, last, rows.last.value(owner));
        rows.ownership.isFresh(row);
        successionsFromMillis = Math.min(successionsFromMillis, last == SeriesTable.UNSENT ? Long.MAX_VALUE : last);
    }

    /** See {@link SeriesTable#claimFrom}. */
    void claimFrom(long millis) {
        claimedFromMillis = millis;
    }

    /** See {@link SeriesTable#takeSuccessionsFromMillis}. */
    long takeSuccessionsFromMillis() {
        long taken = successionsFromMillis;
        successionsFromMillis = Long.MAX_VALUE;
        return taken;
    }

    /** See {@link SeriesTable#inherit}. */
    void inherit(int roundFirstPage, IntPredicate isToldOf) {
        for (int row = 0; hasReplicas && row < rows.size; row++) {
            if (rows.is(row, SeriesState.DUPLICATE) && rows.pages[row] >= roundFirstPage) {
                int slot = ownerSlot(row);
                int owner = bySent.row(slot);
                if (owner >= 0 && rows.replicas[owner] != rows.replicas[row] && isVanished(owner, roundFirstPage)
                        && isToldOf.test(rows.shards[owner])) {
                    handOver(slot, owner, row);
                }
            }
        }
    }

    /** True when a row that sends was in no page of the round. */
    boolean isVanished(int row, int roundFirstPage) {
        return rows.is(row, SeriesState.SENDS) && rows.pages[row] < roundFirstPage;
    }

    /** See {@link SeriesTable#mayFollow}. */
    boolean mayFollow(int row, long timestampMillis, double value) {
        if (!rows.ownership.takeFresh(row)) {
            return true;
        }
        rows.read(row, scratch);
        double before = rows.ownership.fromValue(row);
        if (!(value < before) || !CounterNames.isCounter(scratch)) {
            return true;
        }
        rows.ownership.taken(row, timestampMillis, before);
        return false;
    }

    /** True when a row sends with exactly these labels, which are in order. */
    boolean isSending(LabelSlices sent) {
        hash.compute(sent);
        long key = hash.key();
        for (int slot = bySent.first(key);; slot = bySent.next(slot)) {
            int row = bySent.row(slot);
            if (row < 0) {
                return false;
            }
            rows.read(row, otherScratch);
            if (rows.sentKeys[row] == key && SliceEquality.sameLabels(sent, otherScratch)) {
                return rows.is(row, SeriesState.SENDS);
            }
        }
    }

    /** A row sends no more. */
    void end(int row) {
        live -= rows.is(row, SeriesState.SENDS) ? 1 : 0;
        rows.state(row, SeriesState.GONE);
    }

    /** Which replica each series comes from now. */
    Owners owners(int standard) {
        Owners owners = new Owners(live, standard);
        int at = 0;
        for (int row = 0; row < rows.size; row++) {
            if (rows.is(row, SeriesState.SENDS)) {
                owners.put(at++, rows.sentKeys[row], rows.replicas[row], rows.ownership.fromMillis(row),
                        rows.ownership.fromValue(row));
            }
        }
        return owners;
    }

    long memoryBytes() {
        return bySent.memoryBytes();
    }
}
