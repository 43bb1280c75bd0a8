package dev.tributary.aggregator.ingest.logs;

import java.util.ArrayList;
import java.util.List;

/** The first refusals of a request in words; more are counted only. */
final class Problems {
    private static final int SHOWN_MAX = 10;

    private final List<String> shown = new ArrayList<>();

    boolean wantsMore() {
        return shown.size() < SHOWN_MAX;
    }

    void add(String problem) {
        if (wantsMore() && !problem.isEmpty() && !shown.contains(problem)) {
            shown.add(problem);
        }
    }

    /** One on each line. */
    String text() {
        return String.join("\n", shown);
    }
}
