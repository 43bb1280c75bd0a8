package dev.tributary.collector.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.ship.Repacking;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.SampleSink;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.testkit.FakeClock;
import org.jspecify.annotations.Nullable;

/** Runs text pages through a pipeline and shows what would be sent, as lines of {@code labels value @time}. */
final class PipelineRun {
    static final Identity IDENTITY = new Identity(new ClusterId("east"), Labels.EMPTY, Labels.EMPTY);
    static final Labels TARGET = Labels.of("job", "federate", "instance", "prom:9090");

    final FakeClock clock = new FakeClock(Instant.ofEpochMilli(1_000_000));
    final TargetPipeline pipeline;
    private List<String> sent = List.of();
    private List<String> own = List.of();

    PipelineRun(boolean honorLabels, Relabeling relabeling, PageLimits limits, TargetOptions options) {
        this(new SeriesRules(TARGET, honorLabels, relabeling, limits, IDENTITY), limits, options);
    }

    private PipelineRun(SeriesRules rules, PageLimits limits, TargetOptions options) {
        pipeline = new TargetPipeline(rules, limits, options, clock);
    }

    PipelineRun() {
        this(true, Relabeling.NONE, PageLimits.NONE, new TargetOptions(true, 0.5));
    }

    /** Of replicas that differ by a label. */
    static PipelineRun ofReplicas(String replicaLabel, Duration patience) {
        PipelineRun run = new PipelineRun(new SeriesRules(TARGET, true, replicaLabel, Relabeling.NONE, PageLimits.NONE,
                IDENTITY), PageLimits.NONE, new TargetOptions(true, 0.5));
        run.pipeline.patience(patience);
        return run;
    }

    /** One round with a page of each replica, null for one that cannot be reached. */
    RoundReport replicas(@Nullable String... pages) {
        pipeline.beginRound(clock.millis());
        for (int replica = 0; replica < pages.length; replica++) {
            OpenPage page = pipeline.openPage(replica, 0, PageForecast.NONE, replica);
            String text = pages[replica];
            if (text == null) {
                page.fail(new PageFaultException(FaultKind.UNREACHABLE, "connection refused"));
            } else {
                feed(page, text, true);
            }
        }
        return report(pipeline.endRound(0.25));
    }

    /** One round with a page that ends as it should. */
    RoundReport whole(String... lines) {
        return round(page(lines), true);
    }

    /** One round whose connection breaks at the end of the text. */
    RoundReport cut(String text) {
        return round(text, false);
    }

    static String page(String... lines) {
        return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    }

    private RoundReport round(String text, boolean ends) {
        pipeline.beginRound(clock.millis());
        OpenPage page = pipeline.openPage(0);
        feed(page, text, ends);
        return report(pipeline.endRound(0.25));
    }

    /** One round of several shards. */
    RoundReport shards(boolean[] whole, String... pages) {
        pipeline.beginRound(clock.millis());
        for (int shard = 0; shard < pages.length; shard++) {
            feed(pipeline.openPage(shard), pages[shard], whole[shard]);
        }
        return report(pipeline.endRound(0.25));
    }

    static void feed(OpenPage page, String text, boolean ends) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            page.begin("text/plain; version=0.0.4; charset=utf-8", "");
            page.feed(bytes, 0, bytes.length);
            if (ends) {
                page.end();
            } else {
                page.fail(new PageFaultException(FaultKind.CUT, "the connection broke"));
            }
        } catch (PageFaultException e) {
            page.fail(e);
        }
    }

    private RoundReport report(RoundReport report) {
        List<String> all = lines(report.batches());
        sent = all.stream().filter(line -> !isOwn(line)).toList();
        own = all.stream().filter(PipelineRun::isOwn).toList();
        return report;
    }

    List<String> end() {
        return lines(pipeline.endTarget(clock.millis()));
    }

    private static boolean isOwn(String line) {
        return line.startsWith("up{cluster=\"east\", instance=\"prom:9090\"") || line.startsWith("scrape_")
                || line.startsWith("tributary_");
    }

    /** What the last round sends, without the series about the pull. */
    List<String> sent() {
        return sent;
    }

    /** The value of a series about the last pull. */
    String own(String name) {
        return own.stream().filter(line -> line.startsWith(name + "{")).map(line -> line.split("} ")[1]).findFirst()
                .orElse("absent");
    }

    private static List<String> lines(List<Batch> batches) {
        List<String> lines = new ArrayList<>();
        batches.forEach(batch -> Repacking.decode(batch, new Lines(lines)));
        return lines;
    }

    private static final class Lines implements SampleSink {
        private final List<String> lines;
        private String series = "";

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void series(LabelSlices labels) {
            series = labels.toString();
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            lines.add(series + " " + (StaleMarker.is(value) ? "stale" : value) + " @" + timestampMillis);
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            lines.add(series + " " + histogram + " @" + timestampMillis);
        }

        @Override
        public void exemplar(Exemplar exemplar) {
            lines.add("exemplar " + exemplar);
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            lines.add("metadata " + metadata);
        }
    }
}
