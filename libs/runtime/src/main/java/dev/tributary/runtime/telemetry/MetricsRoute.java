package dev.tributary.runtime.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /metrics}: the registry as OpenMetrics, Prometheus protobuf or text 0.0.4, as the Accept header asks.
 */
public final class MetricsRoute implements Handler<RoutingContext> {
    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    public MetricsRoute(PrometheusRegistry registry) {
        this.registry = registry;
    }

    public void mount(Router router) {
        router.get("/metrics").handler(this);
    }

    @Override
    public void handle(RoutingContext context) {
        ExpositionFormatWriter writer = formats.findWriter(context.request().getHeader("Accept"));
        ByteArrayOutputStream page = new ByteArrayOutputStream(64 << 10);
        try {
            writer.write(page, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.response().putHeader("Content-Type", writer.getContentType()).end(Buffer.buffer(page.toByteArray()));
    }
}
