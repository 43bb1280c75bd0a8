package dev.tributary.collector.federate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.page.FaultKind;
import dev.tributary.collector.page.OpenPage;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/**
 * Tells a page that was cut without a sign from one that ends earlier than before because the series of its last family are
 * gone: asks for that family alone. A Prometheus that fails while it writes a page ends it early with everything in order.
 */
final class Sentinel {
    private final HttpCaller caller;
    private final FederateSource source;

    Sentinel(HttpCaller caller, FederateSource source) {
        this.caller = caller;
        this.source = source;
    }

    /** Asks for the family by the selectors of the page's request; where the server has it, or does not answer, that is the page's fault. */
    Future<Void> check(OpenPage page, Selectors asked, String family) {
        List<String> selectors = asked.textsOf(family);
        Duration timeout = source.timeout();
        Promise<Void> done = Promise.promise();
        caller.request(HttpMethod.GET, FederateRequest.uri(source.page(), selectors, source.params()), timeout)
                .compose(request -> {
                    Map<String, String> headers = FederateRequest.headers(timeout, false);
                    headers.forEach(request::putHeader);
                    return request.send().compose(Sentinel::isSomething)
                            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                            .onFailure(_ -> request.reset());
                }).timeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS).onComplete(answer -> {
                    if (answer.failed()) {
                        page.fail(truncated("the page ends before " + family
                                + ", and whether that is still there could not be asked: "
                                + answer.cause().getMessage()));
                    } else if (answer.result()) {
                        page.fail(truncated("the page ends before " + family + ", which is still there"));
                    }
                    done.complete();
                });
        return done.future();
    }

    private static PageFaultException truncated(String message) {
        return new PageFaultException(FaultKind.TRUNCATED, message);
    }

    private static Future<Boolean> isSomething(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("HTTP " + response.statusCode());
        }
        long[] bytes = {0};
        response.handler(piece -> bytes[0] += piece.length());
        return response.end().map(_ -> bytes[0] > 0);
    }
}
