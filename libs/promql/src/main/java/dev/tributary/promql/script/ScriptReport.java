package dev.tributary.promql.script;

import java.util.List;

/**
 * What became of a script.
 *
 * @param passed   evaluations that gave what was expected, in all their repetitions
 * @param failures the others, in the order of the script
 */
public record ScriptReport(int passed, List<Failure> failures) {
    public ScriptReport {
        failures = List.copyOf(failures);
    }

    /** One evaluation that went wrong; the line is that of its command, the query empty when the script is unreadable. */
    public record Failure(int line, String query, String problem) {
    }
}
