package dev.tributary.model.port;

/**
 * What became of a batch. Samples equal to stored ones (same time, same bits) count as written: sending again is no
 * error.
 *
 * @param samples    floats written
 * @param histograms native histograms written
 * @param exemplars  exemplars written
 * @param refused    samples, histograms or whole series' worth of them that were not stored
 * @param problem    the first refusal in words with the series it hit, or empty when nothing was refused
 */
public record WriteReport(long samples, long histograms, long exemplars, long refused, String problem) {
    public boolean complete() {
        return refused == 0;
    }
}
