package dev.tributary.aggregator.storage.logs.read;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.read.DamageLog;

/** The damaged parts that one question had to leave out. Safe for several threads. */
final class DamageNotes {
    private static final int TOLD_MAX = 10;

    private final DamageLog log;
    private final List<String> notes = new ArrayList<>();

    DamageNotes(DamageLog log) {
        this.log = log;
    }

    synchronized void add(String note) {
        log.found(note);
        if (notes.size() < TOLD_MAX) {
            notes.add("damaged data left out: " + note);
        }
    }

    synchronized List<String> all() {
        return List.copyOf(notes);
    }
}
