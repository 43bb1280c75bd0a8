package dev.tributary.collector.federate;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import dev.tributary.collector.page.FaultKind;
import dev.tributary.collector.page.OpenPage;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.runtime.http.ConnectionProblem;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request for one page: streams the body into the page as it arrives and notes the first fault on it. Runs on the event
 * loop it is started on; the future completes when nothing more will happen to the page.
 */
public final class PagePull {
    private static final Logger LOG = LoggerFactory.getLogger(PagePull.class);

    private static final String LENGTH = "Content-Length";

    private final Vertx vertx;
    private final OpenPage page;
    private final Promise<Void> done = Promise.promise();
    private @Nullable HttpClientRequest request;
    private long timer;
    private long expected = -1;
    private long received;
    private boolean over;

    private PagePull(Vertx vertx, OpenPage page) {
        this.vertx = vertx;
        this.page = page;
    }

    /** Pulls a page; the future never fails, what went wrong stands on the page. */
    public static Future<Void> run(Vertx vertx, HttpCaller caller, URI uri, Map<String, String> headers,
            Duration timeout,
            OpenPage page) {
        PagePull pull = new PagePull(vertx, page);
        pull.timer = vertx.setTimer(timeout.toMillis(),
                _ -> pull.expire(timeout));
        caller.request(HttpMethod.GET, uri, timeout).onSuccess(opened -> pull.send(opened, headers))
                .onFailure(cause -> pull.fail(FaultKind.UNREACHABLE, ConnectionProblem.inWords(cause)));
        return pull.done.future();
    }

    private void send(HttpClientRequest opened, Map<String, String> headers) {
        if (over) {
            opened.reset();
            return;
        }
        request = opened;
        headers.forEach(opened::putHeader);
        opened.send().onSuccess(this::receive)
                .onFailure(cause -> fail(FaultKind.UNREACHABLE, ConnectionProblem.inWords(cause)));
    }

    private void expire(Duration timeout) {
        if (request == null) {
            fail(FaultKind.UNREACHABLE, "no connection, or no access token, after " + timeout.toMillis() + " ms");
        } else {
            fail(FaultKind.TIMEOUT, "not done after " + timeout.toMillis() + " ms");
        }
    }

    private void receive(HttpClientResponse response) {
        if (over) {
            return;
        }
        // In force as well while a page is given up: what is left of the answer then breaks off
        response.exceptionHandler(
                cause -> fail(FaultKind.CUT, "the connection broke: " + ConnectionProblem.inWords(cause)));
        if (response.statusCode() != 200) {
            refuse(response);
            return;
        }
        try {
            page.begin(header(response, "Content-Type"), header(response, "Content-Encoding"));
        } catch (PageFaultException e) {
            fail(e);
            return;
        }
        String length = header(response, LENGTH);
        expected = length.isEmpty() ? -1 : Long.parseLong(length);
        response.endHandler(_ -> ended());
        response.handler(this::piece);
    }

    private static String header(HttpClientResponse response, String name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }

    private void refuse(HttpClientResponse response) {
        String status = "HTTP " + response.statusCode() + " " + response.statusMessage();
        response.handler(text -> fail(FaultKind.STATUS,
                status + ": " + text.getString(0, Math.min(200, text.length())).strip()));
        response.exceptionHandler(_ -> fail(FaultKind.STATUS, status));
        response.endHandler(_ -> fail(FaultKind.STATUS, status));
    }

    private void piece(Buffer bytes) {
        if (over) {
            return;
        }
        received += bytes.length();
        try {
            page.feed(bytes.getBytes(), 0, bytes.length());
        } catch (PageFaultException e) {
            fail(e);
        } catch (RuntimeException e) {
            // Ours, not the page's: the page is refused, and the log has where it happened
            LOG.error("reading a page failed for a reason of our own", e);
            fail(FaultKind.MALFORMED, "internal error: " + e);
        }
    }

    private void ended() {
        if (over) {
            return;
        }
        if (expected >= 0 && received != expected) {
            fail(FaultKind.CUT, received + " bytes came of the " + expected + " announced");
            return;
        }
        try {
            page.end();
            finish();
        } catch (PageFaultException e) {
            fail(e);
        }
    }

    private void fail(FaultKind kind, String message) {
        fail(new PageFaultException(kind, message));
    }

    private void fail(PageFaultException fault) {
        if (over) {
            return;
        }
        page.fail(fault);
        HttpClientRequest sent = request;
        finish();
        if (sent != null) {
            sent.reset();
        }
    }

    private void finish() {
        over = true;
        vertx.cancelTimer(timer);
        done.complete();
    }
}
