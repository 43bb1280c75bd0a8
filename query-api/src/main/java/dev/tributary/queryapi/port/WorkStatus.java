package dev.tributary.queryapi.port;

import java.util.List;

/**
 * How far a long work is.
 *
 * @param work       which one, empty when there was none since the start
 * @param state      where it stands
 * @param doneBytes  so far
 * @param totalBytes of the whole work, as far as is known by now
 * @param result     what came of it in words, or why it failed; empty while it runs
 * @param problems   what it found wrong, one text each
 */
public record WorkStatus(String work, State state, long doneBytes, long totalBytes, String result,
        List<String> problems) {
    /** Where a work stands. */
    public enum State {
        NONE, RUNNING, DONE, FAILED
    }

    /** No work was begun since the start. */
    public static final WorkStatus NONE = new WorkStatus("", State.NONE, 0, 0, "", List.of());

    public WorkStatus {
        problems = List.copyOf(problems);
    }
}
