package dev.tributary.collector.scrape;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.config.ScrapeSettings;
import dev.tributary.collector.federate.PagePull;
import dev.tributary.collector.federate.Schedule;
import dev.tributary.collector.page.FaultKind;
import dev.tributary.collector.page.OpenPage;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.RoundReport;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Scrapes one target at its interval. A scrape begins only when the samples of the one before are on disk. Deployed as a
 * verticle: one event loop owns everything here.
 */
final class ScrapeLoop extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeLoop.class);

    private final String job;
    private final ScrapeTarget target;
    private final TargetPipeline pipeline;
    private final HttpCaller caller;
    private final BatchJoin outlet;
    private final ScrapeMetrics metrics;
    private final Clock clock;
    private final Supplier<String> refusal;
    private final Schedule schedule;
    private final Map<String, String> headers;
    private volatile TargetHealth health;
    private volatile boolean ends;
    private Future<Void> round = Future.succeededFuture();
    private long timer;

    /**
     * A loop that does nothing until it is deployed.
     *
     * @param refusal why the job's targets must not be scraped now, empty when they may
     */
    ScrapeLoop(ScrapeSettings job, ScrapeTarget target, TargetPipeline pipeline, HttpCaller caller, BatchJoin outlet,
            ScrapeMetrics metrics, Clock clock, Supplier<String> refusal) {
        this.job = job.jobName();
        this.target = target;
        this.pipeline = pipeline;
        this.caller = caller;
        this.outlet = outlet;
        this.metrics = metrics;
        this.clock = clock;
        this.refusal = refusal;
        schedule = Schedule.of(target.interval(), target.page().hashCode() * 31L + pipeline.seed());
        headers = headers(job);
        health = TargetHealth.unknown(target);
    }

    private Map<String, String> headers(ScrapeSettings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Accept", settings.format().accept());
        all.put("Accept-Encoding", settings.format().enableCompression() ? "gzip" : "identity");
        all.put("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(target.timeout().toMillis() / 1e3));
        return all;
    }

    @Override
    public Future<?> start() {
        planNext();
        return Future.succeededFuture();
    }

    private void planNext() {
        timer = vertx.setTimer(schedule.delayMillis(clock.millis()), _ -> tick());
    }

    private void tick() {
        planNext();
        if (round.isComplete()) {
            round = scrape(schedule.snap(clock.millis()));
        } else {
            metrics.skipped.labelValues(job).inc();
        }
    }

    private Future<Void> scrape(long startMillis) {
        long start = System.nanoTime();
        pipeline.beginRound(startMillis);
        OpenPage page = pipeline.openPage(0);
        return pull(page).compose(_ -> {
            RoundReport report = pipeline.endRound((System.nanoTime() - start) / 1e9);
            note(report);
            return outlet.write(report.batches());
        });
    }

    private Future<Void> pull(OpenPage page) {
        String refused = refusal.get();
        if (!refused.isEmpty()) {
            page.fail(new PageFaultException(FaultKind.TARGET_LIMIT, refused));
            return Future.succeededFuture();
        }
        return PagePull.run(vertx, caller, target.page(), headers, target.timeout(), page);
    }

    private void note(RoundReport report) {
        metrics.record(job, report);
        String fault = String.join("; ", report.totals().problems());
        boolean up = report.totals().isUp();
        if (health.up() != up || health.lastMillis() == 0) {
            LOG.atLevel(up ? Level.INFO : Level.WARN).log(
                    "target is {} job={} url={} fault={}", up ? "up" : "down", job, target.page(), fault);
        }
        metrics.series.labelValues(job).inc(report.liveSeries() - health.liveSeries());
        health = new TargetHealth(target.page().toString(), target.labels().toMap(), report.startMillis(),
                report.seconds(), up, report.totals().counts().samples(), report.liveSeries(), fault);
    }

    /** How the target fares. Safe on any thread. */
    TargetHealth health() {
        return health;
    }

    /** Takes the place of a loop for the same page that has stopped; before the deployment. */
    void follow(ScrapeLoop before) {
        pipeline.follow(before.pipeline);
    }

    URI page() {
        return target.page();
    }

    /** After the stop: what ends the target for good. */
    List<Batch> end() {
        return pipeline.endTarget(clock.millis());
    }

    /** Makes the stop to come an end of the target: its series are marked as ended. */
    void endTarget() {
        ends = true;
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return round.transform(_ -> {
            metrics.series.labelValues(job).inc(-health.liveSeries());
            return ends ? outlet.write(end()) : Future.succeededFuture();
        });
    }
}
