package dev.tributary.collector.page;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.tributary.model.relabel.RelabelAction;
import dev.tributary.model.relabel.RelabelConfig;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetPipelineTest {
    private static final String A = "m{job=\"x\",instance=\"i\",a=\"1\"} ";
    private static final String B = "m{job=\"x\",instance=\"i\",a=\"2\"} ";
    private static final String SENT_A = "m{a=\"1\", cluster=\"east\", instance=\"i\", job=\"x\"} ";
    private static final String SENT_B = "m{a=\"2\", cluster=\"east\", instance=\"i\", job=\"x\"} ";

    private final PipelineRun run = new PipelineRun();

    private void later() {
        run.clock.advance(Duration.ofSeconds(15));
    }

    @Test
    void samplesAreSentWithTheirOwnTimeAndTheCluster() {
        run.whole(A + "1 999000", B + "2.5 998000");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @999000", SENT_B + "2.5 @998000");
    }

    @Test
    void anUnchangedSampleIsNotSentAgain() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        RoundReport report = run.whole(A + "1 999000", B + "2 1014000");
        assertThat(run.sent()).containsExactly(SENT_B + "2.0 @1014000");
        assertThat(report.totals().counts().unchanged()).isEqualTo(1);
    }

    @Test
    void aSeriesThatLeavesACompletePageGetsOneMarker() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        run.whole(A + "1 1013000");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1013000", SENT_B + "stale @1013000");
        later();
        run.whole(A + "1 1028000");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1028000");
    }

    @Test
    void theMarkerIsNeverBeforeTheLastSample() {
        run.whole(A + "1 999000", B + "2 999500");
        later();
        run.whole(A + "1 999000");
        assertThat(run.sent()).containsExactly(SENT_B + "stale @999501");
    }

    @Test
    void aCutPageMarksNothingAndKeepsWhatItSaid() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        RoundReport report = run.cut(A + "5 1013000\nm{job=\"x\",insta");
        assertThat(run.sent()).containsExactly(SENT_A + "5.0 @1013000");
        assertThat(report.totals().staleMarkers()).isZero();
        assertThat(run.own("up")).startsWith("0.0");
        assertThat(run.own("tributary_page_complete")).startsWith("0.0");
        assertThat(run.own("tributary_watermark_timestamp_seconds")).startsWith("999.0 ");
    }

    @Test
    void aNumberCutShortIsNeverTaken() {
        run.whole(A + "12345 999000");
        later();
        RoundReport report = run.whole();
        assertThat(report.totals().staleMarkers()).isEqualTo(1);
        later();
        run.cut(A + "12345 10280");
        assertThat(run.sent()).isEmpty();
    }

    @Test
    void aPageWithoutFinalNewlineIsCutNotShort() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        RoundReport report = run.shards(new boolean[]{true}, A + "1 1013000\n" + B + "2 10130");
        assertThat(report.totals().faults()).singleElement()
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.CUT));
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1013000");
    }

    @Test
    void aMalformedPageIsRefusedAsAWholeAndTheNextOneMakesUpForIt() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        RoundReport report = run.whole(A + "7 1013000", "new_series 1 1013000", "m{a=} 3", B + "2 1013000");
        assertThat(run.sent()).isEmpty();
        assertThat(report.totals().faults()).singleElement()
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.MALFORMED));
        assertThat(report.liveSeries()).isEqualTo(2);
        later();
        run.whole(A + "7 1013000", B + "2 1013000");
        assertThat(run.sent()).as("no ghost of new_series, and both samples").containsExactly(
                SENT_A + "7.0 @1013000", SENT_B + "2.0 @1013000");
    }

    @Test
    void aSeriesThatFlapsIsRightAtBothEnds() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        run.whole(A + "1 1014000");
        later();
        run.whole(A + "1 1029000", B + "3 1029000");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1029000", SENT_B + "3.0 @1029000");
        later();
        run.whole(A + "1 1044000");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1044000", SENT_B + "stale @1044000");
    }

    @Test
    void onlyTheShardsThatAreCompleteMarkTheirSeries() {
        String c = "n{job=\"x\",instance=\"i\"} ";
        run.shards(new boolean[]{true, true}, PipelineRun.page(A + "1 999000", B + "1 999000"),
                PipelineRun.page(c + "1 999000"));
        later();
        run.shards(new boolean[]{true, false}, PipelineRun.page(A + "1 1013000"), "");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1013000", SENT_B + "stale @1013000");
    }

    @Test
    void aSampleOlderThanTheLastIsNotSent() {
        run.whole(A + "1 999000");
        later();
        RoundReport report = run.whole(A + "2 998000");
        assertThat(run.sent()).isEmpty();
        assertThat(report.totals().counts().outOfOrder()).isEqualTo(1);
    }

    @Test
    void anotherValueForTheSameTimeIsNotSent() {
        run.whole(A + "1 999000");
        later();
        RoundReport report = run.whole(A + "2 999000");
        assertThat(run.sent()).isEmpty();
        assertThat(report.totals().counts().conflicting()).isEqualTo(1);
    }

    @Test
    void aPageThatComesTwiceInOneIsNoticed() {
        RoundReport report = run.whole(A + "1 999000", B + "1 999000", A + "1 999000", B + "1 999000");
        assertThat(run.sent()).hasSize(2);
        assertThat(report.totals().counts().repeated()).isEqualTo(2);
    }

    @Test
    void samplesFarInTheFutureAreNotSentAndDoNotBlockTheSeries() {
        run.whole(A + "1 " + (1_000_000 + 11 * 60_000));
        assertThat(run.sent()).isEmpty();
        later();
        run.whole(A + "1 1014000");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1014000");
    }

    @Test
    void withoutOwnTimestampsSamplesGetThePullsTime() {
        run.whole(A + "1");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1000000");
        later();
        run.whole(A + "1");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1015000");
    }

    @Test
    void honorTimestampsOffGivesEverySampleThePullsTime() {
        PipelineRun own = new PipelineRun(true, Relabeling.NONE, PageLimits.NONE, new TargetOptions(false, 0));
        own.whole(A + "1 999000");
        assertThat(own.sent()).containsExactly(SENT_A + "1.0 @1000000");
    }

    @Test
    void honoringLabelsAddsTargetLabelsOnlyWhereNothingIsWritten() {
        run.whole("m{a=\"1\"} 1 999000", "m{instance=\"\"} 1 999000", "m{job=\"other\"} 1 999000");
        assertThat(run.sent()).containsExactly(
                "m{a=\"1\", cluster=\"east\", instance=\"prom:9090\", job=\"federate\"} 1.0 @999000",
                "m{cluster=\"east\", job=\"federate\"} 1.0 @999000",
                "m{cluster=\"east\", instance=\"prom:9090\", job=\"other\"} 1.0 @999000");
    }

    @Test
    void notHonoringLabelsMovesThemAside() {
        PipelineRun strict = new PipelineRun(false, Relabeling.NONE, PageLimits.NONE, new TargetOptions(true, 0));
        strict.whole("m{job=\"x\",exported_job=\"y\"} 1 999000");
        assertThat(strict.sent()).containsExactly(
                "m{cluster=\"east\", exported_exported_job=\"x\", exported_job=\"y\", instance=\"prom:9090\","
                        + " job=\"federate\"} 1.0 @999000");
    }

    @Test
    void aForeignClusterLabelMovesAside() {
        run.whole("m{job=\"x\",instance=\"i\",cluster=\"west\"} 1 999000",
                "n{job=\"x\",instance=\"i\",cluster=\"east\"} 1 999000");
        assertThat(run.sent()).containsExactly(
                "m{cluster=\"east\", exported_cluster=\"west\", instance=\"i\", job=\"x\"} 1.0 @999000",
                "n{cluster=\"east\", instance=\"i\", job=\"x\"} 1.0 @999000");
    }

    private static Relabeling relabel(RelabelConfig... entries) {
        return Relabeling.of(List.of(entries));
    }

    @Test
    void droppedSeriesCountAsScrapedButNotAsKept() {
        PipelineRun dropping = new PipelineRun(true,
                relabel(RelabelConfig.DEFAULT.withSourceLabels("a").withRegex("1").withAction(RelabelAction.DROP)),
                PageLimits.NONE, new TargetOptions(true, 0));
        dropping.whole(A + "1 999000", B + "1 999000");
        assertThat(dropping.sent()).containsExactly(SENT_B + "1.0 @999000");
        assertThat(dropping.own("scrape_samples_scraped")).startsWith("2.0");
        assertThat(dropping.own("scrape_samples_post_metric_relabeling")).startsWith("1.0");
        assertThat(dropping.own("scrape_series_added")).startsWith("2.0");
    }

    @Test
    void seriesThatRelabelingMakesEqualAreSentOnceAndCounted() {
        PipelineRun merging = new PipelineRun(true,
                relabel(RelabelConfig.DEFAULT.withRegex("a").withAction(RelabelAction.LABELDROP)), PageLimits.NONE,
                new TargetOptions(true, 0));
        RoundReport report = merging.whole(A + "1 999000", B + "2 999000");
        assertThat(merging.sent()).containsExactly("m{cluster=\"east\", instance=\"i\", job=\"x\"} 1.0 @999000");
        assertThat(report.totals().counts().duplicateSeries()).isEqualTo(1);
    }

    private PipelineRun limited(PageLimits limits) {
        return new PipelineRun(true, Relabeling.NONE, limits, new TargetOptions(true, 0));
    }

    @Test
    void everyLimitRefusesTheWholePageAndNamesItself() {
        assertRefused(new PageLimits(0, 1, 0, 0, 0), FaultKind.SAMPLE_LIMIT, "sample_limit of 1");
        assertRefused(new PageLimits(40, 0, 0, 0, 0), FaultKind.BODY_LIMIT, "body_size_limit of 40 bytes");
        assertRefused(new PageLimits(0, 0, 3, 0, 0), FaultKind.LABEL_LIMIT, "label_limit of 3");
        assertRefused(new PageLimits(0, 0, 0, 4, 0), FaultKind.LABEL_LIMIT, "label_name_length_limit of 4");
        PipelineRun unlimited = limited(PageLimits.NONE);
        unlimited.whole(A + "1 999000", B + "1 999000");
        assertThat(unlimited.sent()).hasSize(2);
    }

    private void assertRefused(PageLimits limits, FaultKind kind, String words) {
        PipelineRun limited = limited(limits);
        RoundReport report = limited.whole(A + "1 999000", B + "1 999000");
        assertThat(limited.sent()).isEmpty();
        assertThat(limited.own("up")).startsWith("0.0");
        assertThat(report.totals().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.problem()).contains(words);
        });
    }

    @Test
    void aPageThatSuddenlyHasFarLessIsSuspectUntilItStaysSo() {
        String[] full = IntStream.range(0, 100).mapToObj(i -> "s" + i + " 1 999000").toArray(String[]::new);
        String[] few = Arrays.copyOf(full, 20);
        run.whole(full);
        for (int i = 0; i < 2; i++) {
            later();
            RoundReport suspect = run.whole(few);
            assertThat(suspect.totals().staleMarkers()).isZero();
            assertThat(run.own("tributary_page_complete")).startsWith("0.0");
            assertThat(run.own("up")).startsWith("1.0");
        }
        later();
        assertThat(run.whole(few).totals().staleMarkers()).isEqualTo(80);
        assertThat(run.own("tributary_page_complete")).startsWith("1.0");
    }

    @Test
    void theFirstPageOfANewShardIsSuspectWithoutTheFamilyThatIsKnownToEndIt() {
        run.pipeline.beginRound(1000);
        OpenPage page = run.pipeline.openPage(7, 0, new PageForecast(3, "c"), 0);
        PipelineRun.feed(page, "# TYPE a untyped\na 1 900\n# TYPE b untyped\nb 1 900\n", true);
        assertThat(run.pipeline.missedFamily(page)).isEqualTo("c");
        page.fail(new PageFaultException(FaultKind.TRUNCATED, "as it is still there"));
        run.pipeline.endRound(0.1);
        run.pipeline.beginRound(2000);
        page = run.pipeline.openPage(7, 0, new PageForecast(3, "c"), 0);
        PipelineRun.feed(page, "# TYPE a untyped\na 1 900\n# TYPE c untyped\nc 1 900\n", true);
        assertThat(run.pipeline.missedFamily(page)).isNull();
    }

    @Test
    void aScrapeThatTookLongAndBeganBeforeTheMarkerIsSent() {
        run.whole(A + "1 999000", B + "2 999000");
        later();
        run.whole(A + "1 1013000");
        later();
        run.whole(A + "1 1028000", B + "3 1012900");
        assertThat(run.sent()).containsExactly(SENT_A + "1.0 @1028000", SENT_B + "3.0 @1012900");
        later();
        run.whole(A + "1 1028000", B + "3 1012900");
        assertThat(run.sent()).isEmpty();
    }

    @Test
    void theEndOfATargetEndsAllItsSeries() {
        run.whole(A + "1 999000");
        later();
        List<String> end = run.end();
        assertThat(end).hasSize(8).allSatisfy(line -> assertThat(line).contains(" stale @1015000"));
        assertThat(end).anySatisfy(line -> assertThat(line).startsWith("up{"));
    }

    /** The one rule above all others: whatever happens to pages, no series that is still there gets a marker. */
    @Seeded(runs = 30)
    void noFaultEverMakesAFalseMarker(Random random) {
        int series = 5 + random.nextInt(60);
        for (int round = 0; round < 25; round++) {
            long time = run.clock.millis() - 1000;
            String text = PipelineRun.page(IntStream.range(0, series)
                    .mapToObj(i -> "m%d{x=\"%d\"} %d %d".formatted(i % 5, i, random.nextInt(3), time))
                    .toArray(String[]::new));
            RoundReport report = switch (random.nextInt(4)) {
                case 0 -> run.cut(text.substring(0, random.nextInt(text.length())));
                case 1 -> run.shards(new boolean[]{true}, text.substring(0, random.nextInt(text.length() - 1) + 1)
                        .replaceAll("\n$", ""));
                case 2 -> {
                    StringBuilder broken = new StringBuilder(text);
                    broken.setCharAt(text.indexOf('\n', random.nextInt(text.length())), ' ');
                    yield run.shards(new boolean[]{true}, broken.toString());
                }
                default -> run.shards(new boolean[]{true}, text);
            };
            assertThat(report.totals().staleMarkers()).isZero();
            later();
        }
    }

    @Test
    void aSampleReplacedBeforeItWasSeenIsNoticed() {
        run.whole("a 1 1000000", "b 1 1000000");
        run.whole("a 2 1010000", "b 2 1010000");
        assertThat(run.whole("a 3 1020000", "b 3 1020000").totals().missedFromMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(run.whole("a 5 1040000", "b 5 1040000").totals().missedFromMillis()).isEqualTo(1_020_000);
        assertThat(run.whole("a 6 1050000", "b 6 1050000").totals().missedFromMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSeriesThatBecomesSlowerIsBelievedAfterAWhile() {
        long time = 1_000_000;
        for (int i = 0; i < 5; i++, time += 10_000) {
            run.whole("a 1 " + time);
        }
        int suspicions = 0;
        for (int i = 0; i < 20; i++, time += 20_000) {
            suspicions += run.whole("a 1 " + time).totals().missedFromMillis() == Long.MAX_VALUE ? 0 : 1;
        }
        assertThat(suspicions).isBetween(1, 5);
    }

    @Test
    void aDamagedShardDoesNotKeepASampleOfAnotherShardBack() {
        run.shards(new boolean[]{true, true}, "m{} 1 999000\nthis is no line\n", "m{} 1 999000\n");
        assertThat(run.sent()).hasSize(1).first().asString().endsWith("1.0 @999000");
    }

    @Test
    void clocksThatDifferAreTold() {
        assertThat(run.whole(A + "1 999000").problems()).isEmpty();
        assertThat(run.whole(A + "1 " + (run.clock.millis() + 900_000), B + "1 999000").problems()).singleElement()
                .asString().startsWith("clock: 1 samples lie more than 10 minutes in the future");
        run.clock.advance(Duration.ofMinutes(20));
        assertThat(run.whole(A + "1 999000").problems()).singleElement().asString()
                .startsWith("clock: the newest sample of the page is 1201 s old");
    }

    @Test
    void whatIsWrongWithManyPagesIsToldOnce() {
        run.pipeline.beginRound(run.clock.millis());
        for (int shard = 0; shard < 3; shard++) {
            OpenPage page = run.pipeline.openPage(shard);
            page.fail(new PageFaultException(FaultKind.UNREACHABLE, "Connection refused"));
            run.pipeline.closePage(page);
        }
        assertThat(run.pipeline.endRound(0.1).problems()).containsExactly("unreachable: Connection refused (3 pages)");
    }
}
