package dev.tributary.collector.events.watch;

import org.jspecify.annotations.Nullable;

/**
 * From which resourceVersion a watch is to go on. A bookmark promises that all before it was told; it counts when the next
 * thing that comes does not show the contrary, since going on too late would lose events and going on too early only repeats
 * them. Versions are compared where both are numbers, as those of every known API server are. For one thread.
 */
final class ResumePoint {
    private static final int DIGITS_MAX = 18;

    private @Nullable String version;
    private @Nullable String bookmark;

    ResumePoint(@Nullable String version) {
        this.version = version;
    }

    /** Null when everything has to be listed. */
    @Nullable
    String version() {
        return version;
    }

    void forget() {
        version = null;
        bookmark = null;
    }

    /** A whole list of this version was read. */
    void listed(String listed) {
        version = listed;
        bookmark = null;
    }

    /** A bookmark came. */
    void bookmark(String marked) {
        confirm();
        if (!isBefore(marked, version)) {
            bookmark = marked;
        }
    }

    /** An event came. */
    void event(String seen) {
        if (isBefore(seen, bookmark)) {
            bookmark = null;
        }
        confirm();
        if (!isBefore(seen, version)) {
            version = seen;
        }
    }

    /** The watch ended in good order: nothing will contradict its last bookmark. */
    void confirm() {
        if (bookmark != null) {
            version = bookmark;
            bookmark = null;
        }
    }

    /** The watch broke. */
    void broken() {
        bookmark = null;
    }

    /** True when both are numbers and the first is less. */
    static boolean isBefore(String one, @Nullable String other) {
        return other != null && isNumber(one) && isNumber(other) && Long.parseLong(one) < Long.parseLong(other);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
