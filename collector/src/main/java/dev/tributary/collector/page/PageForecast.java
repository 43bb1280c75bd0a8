package dev.tributary.collector.page;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a page before it comes, from whatever measured its names last: a page of a new shard is judged by it, as
 * there is no page before.
 *
 * @param samples    samples it will have, 0 when not known
 * @param lastFamily family that will end it, null when not known
 */
public record PageForecast(long samples, @Nullable String lastFamily) {
    /** Nothing is known. */
    public static final PageForecast NONE = new PageForecast(0, null);
}
