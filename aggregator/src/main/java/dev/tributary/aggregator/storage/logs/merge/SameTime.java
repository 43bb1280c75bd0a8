package dev.tributary.aggregator.storage.logs.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.aggregator.storage.logs.block.LineTable;

/** The entries of one time out of several tables, in the order they were written, each text with its metadata once. */
final class SameTime {
    /** An entry by its place. */
    record Place(LineTable table, int index) {
    }

    /** An entry that is compared by the bytes of its text and its metadata. */
    private record Content(LineTable table, int index) {
        @Override
        public int hashCode() {
            int hash = 1;
            byte[] array = table.lineArray(index);
            int to = table.lineOffset(index) + table.lineBytes(index);
            for (int i = table.lineOffset(index); i < to; i++) {
                hash = 31 * hash + array[i];
            }
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content(LineTable o, int i) && Arrays.equals(table.lineArray(index),
                    table.lineOffset(index), table.lineOffset(index) + table.lineBytes(index), o.lineArray(i),
                    o.lineOffset(i), o.lineOffset(i) + o.lineBytes(i)) && table.metadata(index).equals(o.metadata(i));
        }
    }

    private SameTime() {
    }

    /**
     * Takes all entries of a time out of tables that stand on it.
     *
     * @param tables in the order they were written
     */
    static List<Place> take(List<OpenTable> tables, long timeNanos, boolean forward) {
        List<Place> places = new ArrayList<>();
        Set<Content> contents = new HashSet<>();
        for (OpenTable table : tables) {
            List<Place> own = new ArrayList<>();
            while (!table.isDone() && table.timeNanos() == timeNanos) {
                own.add(new Place(table.table(), table.index()));
                table.advance();
            }
            for (Place place : forward ? own : own.reversed()) {
                if (table.source().isRecords() || contents.add(new Content(place.table(), place.index()))) {
                    places.add(place);
                }
            }
        }
        return forward ? places : places.reversed();
    }
}
