package dev.tributary.queryapi.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tributary.queryapi.access.ReadAccess;
import io.vertx.ext.web.RoutingContext;

/**
 * How requests are served, whatever they ask.
 *
 * @param blocking      runs what blocks, a thread for each request: virtual threads
 * @param readiness     asked before each request
 * @param access        what the asker may see, decided by whoever checked the credentials
 * @param cors          which web pages may read answers
 * @param bodyBytesMax  longest request body (10 MiB, the limit of forms in Prometheus)
 * @param stallMax      how long a client may take no byte of its answer before it is given up (1 minute)
 */
public record Serving(Executor blocking, Supplier<Readiness> readiness, Function<RoutingContext, ReadAccess> access,
        CorsPolicy cors, int bodyBytesMax, Duration stallMax) {
    public static final int BODY_BYTES_MAX = 10 * 1024 * 1024;
    public static final Duration STALL_MAX = Duration.ofMinutes(1);
}
