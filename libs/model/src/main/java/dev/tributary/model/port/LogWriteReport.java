package dev.tributary.model.port;

/**
 * What became of a batch of log entries. An entry equal to a stored one (same stream, time, text and record key) counts as
 * written but is kept once: sending again is no error. So does a record older than the one that is stored.
 *
 * @param entries entries written
 * @param refused entries that were not stored
 * @param problem the first refusal in words with the stream it hit, or empty when nothing was refused
 */
public record LogWriteReport(long entries, long refused, String problem) {
    public boolean complete() {
        return refused == 0;
    }
}
