package dev.tributary.queryapi.loki.tail;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.tributary.queryapi.access.ReadAccess;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client behind a WebSocket. It is pinged each second, and its credential is looked at again and again. */
final class WebSocketTailClient implements TailClient {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTailClient.class);
    private static final long PING_MILLIS = 1000;
    private static final int PINGS_BETWEEN_CHECKS = 5;
    /** The longest reason that the protocol can carry. */
    private static final int REASON_CHARACTERS_MAX = 120;

    private final Context context;
    private final ServerWebSocket socket;
    private final Duration stallMax;
    private final ReadAccess access;
    private final Supplier<ReadAccess> accessNow;
    private volatile boolean gone;
    private volatile String endReason = "";
    private int pings;

    /** @param accessNow what the client's credential shows now; throws when there is none any more */
    WebSocketTailClient(Context context, ServerWebSocket socket, Duration stallMax, ReadAccess access,
            Supplier<ReadAccess> accessNow) {
        this.context = context;
        this.socket = socket;
        this.stallMax = stallMax;
        this.access = access;
        this.accessNow = accessNow;
    }

    /** Begins to watch the connection; called on its event loop. */
    void watch(Runnable whenGone) {
        long timer = context.owner().setPeriodic(PING_MILLIS, _ -> ping());
        socket.closeHandler(_ -> {
            gone = true;
            context.owner().cancelTimer(timer);
            whenGone.run();
        });
        socket.exceptionHandler(e -> LOG.debug("a tail's connection failed", e));
    }

    private void ping() {
        if (!gone) {
            socket.writePing(Buffer.buffer());
        }
        if (++pings % PINGS_BETWEEN_CHECKS == 0 && endReason.isEmpty()) {
            try {
                endReason = accessNow.get().equals(access) ? "" : "what this credential may see has changed";
            } catch (RuntimeException e) {
                endReason = "this credential may not read any more";
                LOG.info("a tail ends, its credential is refused reason={}", e.getMessage());
            }
        }
    }

    @Override
    public boolean send(String message) {
        if (gone) {
            return false;
        }
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        context.runOnContext(_ -> {
            if (gone || socket.isClosed()) {
                sent.complete(false);
            } else {
                socket.writeTextMessage(message).onComplete(done -> sent.complete(done.succeeded()));
            }
        });
        try {
            return sent.orTimeout(stallMax.toNanos(), TimeUnit.NANOSECONDS).join();
        } catch (CompletionException _) {
            end((short) 1011, "the client took nothing for " + stallMax.toSeconds() + " s");
            return false;
        }
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public String endReason() {
        return endReason;
    }

    @Override
    public void end(short status, String reason) {
        String head = reason.length() <= REASON_CHARACTERS_MAX ? reason : reason.substring(0, REASON_CHARACTERS_MAX);
        context.runOnContext(_ -> {
            if (!socket.isClosed()) {
                socket.close(status, head.replaceAll("[^\\x20-\\x7e]", "?"));
            }
        });
    }
}
