package dev.tributary.collector.page;

/**
 * What a page may hold, 0 for no limit each; beyond it the whole page is refused. As Prometheus' scrape limits of the same
 * names.
 *
 * @param bodyBytesMax        bytes after decompression
 * @param samplesMax          samples that relabeling leaves
 * @param labelsMax           labels of a series, the metric name included
 * @param labelNameBytesMax   length of a label name
 * @param labelValueBytesMax  length of a label value
 */
public record PageLimits(long bodyBytesMax, long samplesMax, int labelsMax, int labelNameBytesMax,
        int labelValueBytesMax) {
    /** No limit at all. */
    public static final PageLimits NONE = new PageLimits(0, 0, 0, 0, 0);

    public PageLimits {
        if (bodyBytesMax < 0 || samplesMax < 0 || labelsMax < 0 || labelNameBytesMax < 0 || labelValueBytesMax < 0) {
            throw new IllegalArgumentException("limits cannot be negative; 0 means none");
        }
    }
}
