package dev.tributary.collector.config;

import dev.tributary.collector.page.PageLimits;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What a job's targets may give at most; beyond a limit a scrape fails as a whole. */
public record ScrapeLimits(
        @Default("0") @Doc("Most bytes of a page after decompression, 0 for no limit.") ByteSize bodySizeLimit,
        @Default("0") @Doc("Most samples of a page after relabeling, 0 for no limit.") long sampleLimit,
        @Default("0") @Doc("Most labels of a series, 0 for no limit.") int labelLimit,
        @Default("0") @Doc("Longest label name in bytes, 0 for no limit.") int labelNameLengthLimit,
        @Default("0") @Doc("Longest label value in bytes, 0 for no limit.") int labelValueLengthLimit,
        @Default("0") @Doc("Most targets of the job after relabeling, 0 for no limit. With more of them every scrape of the job fails.") int targetLimit,
        @Default("100") @Doc("How many of the targets that relabeling dropped the status shows; 0 for all of them.") int keepDroppedTargets) {
    public ScrapeLimits {
        new PageLimits(bodySizeLimit.bytes(), sampleLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit);
        if (targetLimit < 0 || keepDroppedTargets < 0) {
            throw new IllegalArgumentException(
                    (targetLimit < 0 ? "target_limit" : "keep_dropped_targets")
                            + " cannot be negative; 0 means no limit");
        }
    }

    /** The limits of one page. */
    public PageLimits ofPage() {
        return new PageLimits(bodySizeLimit.bytes(), sampleLimit, labelLimit, labelNameLengthLimit,
                labelValueLengthLimit);
    }
}
