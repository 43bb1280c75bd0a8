package dev.tributary.promql.function;

/** What start timestamps say about two samples next to each other; 0 means unknown. */
final class StartTimes {
    private StartTimes() {
    }

    /** True when the current sample started counting anew after the previous one. */
    static boolean isReset(long previousStart, long previousTime, long currentStart, long currentTime) {
        if (currentStart == 0 || currentStart >= currentTime || currentStart < previousTime) {
            return false;
        }
        if (currentStart > previousTime) {
            return true;
        }
        // It starts exactly at the previous sample: a delta series, unless the previous start is not known either.
        return previousStart <= previousTime && previousStart != 0 && previousStart != previousTime;
    }

    /** True when the current sample claims to have started before the previous one was taken, without sharing its start. */
    static boolean overlap(long previousStart, long previousTime, long currentStart) {
        return currentStart != 0 && currentStart < previousTime && currentStart != previousStart;
    }
}
