package dev.tributary.collector.federate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

import dev.tributary.collector.page.OpenPage;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.TargetPipeline;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the collector's own metrics at an interval, without HTTP, through the same pipeline as every page. */
public final class SelfLoop extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SelfLoop.class);

    private final PrometheusRegistry registry;
    private final TargetPipeline pipeline;
    private final HandOver handOver;
    private final Clock clock;
    private final Schedule schedule;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private Future<Void> round = Future.succeededFuture();
    private long timer;

    /** A loop that does nothing until it is deployed. */
    public SelfLoop(PrometheusRegistry registry, Duration interval, TargetPipeline pipeline, HandOver handOver,
            Clock clock) {
        this.registry = registry;
        this.pipeline = pipeline;
        this.handOver = handOver;
        this.clock = clock;
        schedule = Schedule.of(interval, pipeline.seed());
    }

    @Override
    public Future<?> start() {
        planNext();
        return Future.succeededFuture();
    }

    private void planNext() {
        timer = vertx.setTimer(schedule.delayMillis(clock.millis()), _ -> {
            planNext();
            if (round.isComplete()) {
                round = take(schedule.snap(clock.millis()));
            }
        });
    }

    private Future<Void> take(long startMillis) {
        long start = System.nanoTime();
        pipeline.beginRound(startMillis);
        OpenPage page = pipeline.openPage(0);
        return vertx.executeBlocking(this::render).compose(text -> {
            try {
                page.begin(writer.getContentType(), "");
                page.feed(text, 0, text.length);
                page.end();
            } catch (PageFaultException e) {
                LOG.error("our own metrics page cannot be read problem={}", e.problem());
                page.fail(e);
            }
            return handOver.write(pipeline.endRound((System.nanoTime() - start) / 1e9).batches());
        });
    }

    private byte[] render() {
        ByteArrayOutputStream page = new ByteArrayOutputStream(64 << 10);
        try {
            writer.write(page, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toByteArray();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        handOver.stop();
        return round;
    }
}
