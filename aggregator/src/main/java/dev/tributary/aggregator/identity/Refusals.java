package dev.tributary.aggregator.identity;

import java.time.InstantSource;
import java.util.List;

import dev.tributary.runtime.http.HttpFailure;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who was refused, and writes it into the log {@code audit}, never what was presented. Past ten lines a second the
 * rest is only counted, and the count is written with the next line, so that a flood of bad requests cannot fill the disk.
 * Safe for several threads.
 */
public final class Refusals {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");

    private static final int LINES_PER_SECOND = 10;

    private final InstantSource clock;
    private final Counter counter;
    private long second;
    private int lines;
    private long suppressed;

    public Refusals(InstantSource clock, PrometheusRegistry registry) {
        this.clock = clock;
        counter = Counter.builder().name("tributary_auth_refusals_total")
                .help("Requests refused for a missing, unknown or insufficient credential.")
                .labelNames("access", "reason")
                .register(registry);
        for (String access : List.of("read", "write")) {
            for (String reason : List.of("missing", "unknown", "insufficient")) {
                counter.initLabelValues(access, reason);
            }
        }
    }

    /** No credential, or one that stands for nobody; gives the answer. */
    HttpFailure unauthorized(HttpServerRequest request, String access, String owner) {
        boolean missing = PresentedProof.token(request) == null && PresentedProof.certificateNames(request).isEmpty();
        String message = missing
                ? "no credential: send 'Authorization: Bearer <token>'"
                : "the credential belongs to no " + owner;
        note(request, access, missing ? "missing" : "unknown", message);
        return new HttpFailure(401, message);
    }

    /** A known credential that does not reach far enough; gives the answer. */
    HttpFailure insufficient(HttpServerRequest request, String access, String message) {
        note(request, access, "insufficient", message);
        return new HttpFailure(403, message);
    }

    private void note(HttpServerRequest request, String access, String reason, String message) {
        counter.labelValues(access, reason).inc();
        synchronized (this) {
            long now = clock.millis() / 1000;
            if (now != second) {
                second = now;
                lines = 0;
            }
            if (lines == LINES_PER_SECOND) {
                suppressed++;
                return;
            }
            lines++;
            AUDIT.warn("access refused access={} remote={} path={} reason={} not_logged_before={}", access,
                    request.remoteAddress(), request.path(), message, suppressed);
            suppressed = 0;
        }
    }
}
