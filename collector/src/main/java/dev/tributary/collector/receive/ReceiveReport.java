package dev.tributary.collector.receive;

/**
 * What became of the content of a request.
 *
 * @param samples     floats taken
 * @param histograms  native histograms taken
 * @param exemplars   exemplars taken
 * @param dropped     samples that relabeling dropped, as the configuration wants it
 * @param invalid     samples of series that cannot be taken
 * @param tooFarAhead samples beyond future_max
 * @param renamed     series of which the identity displaced a label
 * @param problem     the first refusal in words, empty for none
 */
record ReceiveReport(int samples, int histograms, int exemplars, int dropped, int invalid, int tooFarAhead, int renamed,
        String problem) {
    int refused() {
        return invalid + tooFarAhead;
    }
}
