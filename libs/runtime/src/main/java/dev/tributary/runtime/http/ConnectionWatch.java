package dev.tributary.runtime.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/**
 * Finds the connections of one event loop on which a client lets the server wait: for a request's headers or body that do not
 * come whole in time, be it that a byte comes now and then, or for a next request that is never begun. Answers may take as
 * long as they take. For that loop's thread.
 */
final class ConnectionWatch {
    private final long patienceNanos;
    private final Map<HttpConnection, Progress> open = new HashMap<>();

    ConnectionWatch(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** A request that has begun. */
    private record Exchange(HttpServerRequest request, long beganNanos) {
        boolean isOver() {
            return request.isEnded() && request.response().ended();
        }
    }

    private static final class Progress {
        private final List<Exchange> exchanges = new ArrayList<>();
        /** Since when nothing was asked. */
        private long quietNanos;

        Progress(long nowNanos) {
            quietNanos = nowNanos;
        }

        boolean isLate(long nowNanos, long patienceNanos) {
            if (exchanges.removeIf(Exchange::isOver)) {
                quietNanos = nowNanos;
            }
            return exchanges.isEmpty()
                    ? nowNanos - quietNanos > patienceNanos
                    : exchanges.stream().anyMatch(exchange -> !exchange.request.isEnded()
                            && nowNanos - exchange.beganNanos > patienceNanos);
        }
    }

    void opened(HttpConnection connection, long nowNanos) {
        open.put(connection, new Progress(nowNanos));
    }

    void closed(HttpConnection connection) {
        open.remove(connection);
    }

    /** A request's headers came whole. What becomes another protocol is no longer looked after. */
    void begun(HttpServerRequest request, long nowNanos) {
        Progress progress = open.get(request.connection());
        if (progress == null) {
            return;
        }
        if (request.headers().contains("Upgrade")) {
            open.remove(request.connection());
            return;
        }
        progress.exchanges.removeIf(Exchange::isOver);
        progress.exchanges.add(new Exchange(request, nowNanos));
    }

    /** Closes those that let the server wait for too long; gives how many. */
    int closeLate(long nowNanos) {
        List<HttpConnection> late = open.entrySet().stream()
                .filter(entry -> entry.getValue().isLate(nowNanos, patienceNanos)).map(Map.Entry::getKey).toList();
        late.forEach(connection -> {
            open.remove(connection);
            connection.close();
        });
        return late.size();
    }
}
