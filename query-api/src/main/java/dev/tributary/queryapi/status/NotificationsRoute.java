package dev.tributary.queryapi.status;

import java.util.List;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.GoTime;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.NotificationBoard.Notification;

/** {@code /api/v1/notifications}: what a person who looks at the hub should know now. */
public final class NotificationsRoute implements Endpoint {
    private final NotificationBoard board;

    public NotificationsRoute(NotificationBoard board) {
        this.board = board;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/notifications", Work.LIGHT, "What to know of the hub's state now.")
                .whileNotReady();
    }

    @Override
    public Reply answer(ApiRequest request) {
        List<Notification> active = board.active();
        return Reply.data(json -> {
            json.beginArray();
            active.forEach(notification -> write(notification, json));
            json.endArray();
        });
    }

    static void write(Notification notification, JsonWriter json) {
        json.beginObject().name("text").string(notification.text());
        json.name("date").string(GoTime.format(notification.since()));
        json.name("active").bool(notification.active()).endObject();
    }
}
