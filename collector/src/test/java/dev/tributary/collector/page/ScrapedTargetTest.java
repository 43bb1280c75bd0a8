package dev.tributary.collector.page;

import java.time.Duration;

import dev.tributary.model.relabel.Relabeling;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a scrape does differently from a federation page: all of it or nothing, and a failure ends every series. */
class ScrapedTargetTest {
    private static PipelineRun run(Endings endings, PageFormat format, PageLimits limits) {
        return new PipelineRun(false, Relabeling.NONE, limits, new TargetOptions(true, 0, endings, format));
    }

    private static PipelineRun scrape() {
        return run(Endings.OF_EVERY_SCRAPE, PageFormat.DEFAULT, PageLimits.NONE);
    }

    private static String series(String name) {
        return name + "{cluster=\"east\", instance=\"prom:9090\", job=\"federate\"}";
    }

    @Test
    void aFailedScrapeKeepsNothingAndEndsEverySeries() {
        PipelineRun run = scrape();
        run.whole("a 1", "b 2");
        run.clock.advance(Duration.ofSeconds(15));
        RoundReport report = run.cut("a 2\nc 3\n");
        assertThat(run.sent()).containsExactlyInAnyOrder(series("a") + " stale @1015000",
                series("b") + " stale @1015000");
        assertThat(run.own("up")).isEqualTo("0.0 @1015000");
        assertThat(run.own("scrape_samples_post_metric_relabeling")).isEqualTo("0.0 @1015000");
        assertThat(report.liveSeries()).isZero();
        run.clock.advance(Duration.ofSeconds(15));
        run.whole("a 3", "b 4");
        assertThat(run.sent()).containsExactly(series("a") + " 3.0 @1030000", series("b") + " 4.0 @1030000");
        assertThat(run.own("scrape_series_added")).isEqualTo("2.0 @1030000");
    }

    @Test
    void anUnchangedValueIsSentAtEveryScrape() {
        PipelineRun run = scrape();
        run.whole("a 1");
        run.clock.advance(Duration.ofSeconds(15));
        run.whole("a 1");
        assertThat(run.sent()).containsExactly(series("a") + " 1.0 @1015000");
    }

    @Test
    void aSeriesWithItsOwnTimeGetsNoMarkerUnlessToldTo() {
        PipelineRun silent = scrape();
        silent.whole("a 1 1000000", "b 1");
        silent.clock.advance(Duration.ofSeconds(15));
        assertThat(silent.whole().liveSeries()).isZero();
        assertThat(silent.sent()).containsExactly(series("b") + " stale @1015000");

        PipelineRun told = run(Endings.OF_EVERY_SCRAPE_WITH_TIMESTAMPS, PageFormat.DEFAULT, PageLimits.NONE);
        told.whole("a 1 1000000", "b 1");
        told.clock.advance(Duration.ofSeconds(15));
        told.whole();
        assertThat(told.sent()).hasSize(2).allMatch(line -> line.endsWith("stale @1015000"));
    }

    @Test
    void theEndOfATargetEndsItsOwnSeriesToo() {
        PipelineRun run = scrape();
        run.whole("a 1", "t 1 1000000");
        run.clock.advance(Duration.ofSeconds(15));
        assertThat(run.end()).hasSize(6).allMatch(line -> line.endsWith(" stale @1015000"))
                .noneMatch(line -> line.startsWith("t{"));
    }

    @Test
    void aScrapeBeyondItsLimitIsRefusedAsAWhole() {
        PipelineRun run = run(Endings.OF_EVERY_SCRAPE, PageFormat.DEFAULT, new PageLimits(0, 1, 0, 0, 0));
        run.whole("a 1", "b 2");
        assertThat(run.sent()).isEmpty();
        assertThat(run.own("up")).startsWith("0.0");
        assertThat(run.own("tributary_page_complete")).isEqualTo("absent");
    }

    @Test
    void extraSeriesTellTimeoutLimitAndSize() {
        PageFormat format = new PageFormat(PageFormat.DEFAULT.options(), true, "", true, 10);
        PipelineRun run = run(Endings.OF_EVERY_SCRAPE, format, new PageLimits(8, 7, 0, 0, 0));
        run.whole("a 1");
        assertThat(run.own("scrape_timeout_seconds")).startsWith("10.0");
        assertThat(run.own("scrape_sample_limit")).startsWith("7.0");
        assertThat(run.own("scrape_body_size_bytes")).startsWith("4.0");
        run.clock.advance(Duration.ofSeconds(15));
        run.whole("a 1", "b 2", "c 3");
        assertThat(run.own("scrape_body_size_bytes")).startsWith("-1.0");
    }
}
