package dev.tributary.queryapi.status;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.NotificationBoard.Notification;

/** {@code /api/v1/notifications/live}: the same as they come and go, as server-sent events. */
public final class LiveNotificationsRoute implements Endpoint {
    private static final byte[] OPENING = {':', '\n', '\n'};
    private static final byte[] BEFORE = {'d', 'a', 't', 'a', ':', ' '};
    private static final byte[] AFTER = {'\n', '\n'};

    /** One event fits; longer ones only make the writer flush earlier. */
    private static final int EVENT_BYTES = 4096;

    private final NotificationBoard board;

    public LiveNotificationsRoute(NotificationBoard board) {
        this.board = board;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/notifications/live", Work.LIGHT, "The same as server-sent events.")
                .whileNotReady().content("", "text/event-stream");
    }

    @Override
    public Reply answer(ApiRequest request) {
        LinkedBlockingQueue<Optional<Notification>> queue = new LinkedBlockingQueue<>();
        Optional<Runnable> stop = board.listen(notification -> queue.add(Optional.of(notification)));
        if (stop.isEmpty()) {
            return new Reply.NoContent();
        }
        request.cancellation().onCancel(stop.get());
        request.cancellation().onCancel(() -> queue.add(Optional.empty()));
        return new Reply.Stream("text/event-stream", Map.of("Cache-Control", "no-cache"), false,
                out -> run(queue, out));
    }

    private static void run(LinkedBlockingQueue<Optional<Notification>> queue, ByteSink out) {
        try {
            // A comment, so that the client sees the stream open at once.
            out.write(OPENING, 0, OPENING.length);
            out.flush();
            for (Optional<Notification> next = queue.take(); next.isPresent(); next = queue.take()) {
                out.write(BEFORE, 0, BEFORE.length);
                JsonWriter json = new JsonWriter(out, EVENT_BYTES);
                NotificationsRoute.write(next.get(), json);
                json.flush();
                out.write(AFTER, 0, AFTER.length);
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
