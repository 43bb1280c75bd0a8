package dev.tributary.collector.status;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.collector.ship.Destination;
import dev.tributary.collector.ship.QuarantineEntry;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What destinations refused for good: {@code GET /api/v1/quarantine}, {@code POST /api/v1/quarantine/DESTINATION/ID/replay}
 * and {@code DELETE /api/v1/quarantine/DESTINATION/ID}. The id {@code all} means every batch of the destination.
 */
public final class QuarantineRoutes {
    private static final String PATH = "/api/v1/quarantine";
    private static final String ALL = "all";

    private final CollectorView view;
    private final ObjectMapper json = new ObjectMapper();

    /** Something done to one quarantined batch; false when it is not there. */
    private interface Action {
        boolean apply(Destination destination, String id) throws IOException;
    }

    public QuarantineRoutes(CollectorView view) {
        this.view = view;
    }

    public void mount(Router router) {
        router.get(PATH).handler(context -> answer(context, this::list));
        router.post(PATH + "/:destination/:id/replay")
                .handler(context -> answer(context, () -> act(context, Destination::replay)));
        router.delete(PATH + "/:destination/:id").handler(
                context -> answer(context, () -> act(context, (destination, id) -> destination.quarantine().drop(id))));
    }

    private interface Answer {
        Object make() throws IOException;
    }

    private void answer(RoutingContext context, Answer answer) {
        context.vertx().executeBlocking(() -> Buffer.buffer(json.writeValueAsBytes(answer.make()))).onSuccess(
                body -> context.response().putHeader("Content-Type", "application/json").end(body))
                .onFailure(context::fail);
    }

    private Object list() throws IOException {
        Map<String, List<QuarantineEntry>> all = new LinkedHashMap<>();
        for (Destination destination : view.destinations()) {
            all.put(destination.name(), destination.quarantine().list());
        }
        return all;
    }

    private Object act(RoutingContext context, Action action) throws IOException {
        Destination destination = destination(parameter(context, "destination"));
        List<String> done = new ArrayList<>();
        for (String id : ids(destination, parameter(context, "id"))) {
            if (!action.apply(destination, id)) {
                throw new HttpFailure(404, "no batch '" + id + "' in the quarantine of " + destination.name());
            }
            done.add(id);
        }
        return Map.of("destination", destination.name(), "batches", done);
    }

    private static String parameter(RoutingContext context, String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    private static List<String> ids(Destination destination, String id) throws IOException {
        if (id.equals(ALL)) {
            return destination.quarantine().list().stream().map(QuarantineEntry::id).toList();
        }
        if (!id.chars().allMatch(Character::isDigit)) {
            throw new HttpFailure(400, "'" + id + "' is no id of a quarantined batch");
        }
        return List.of(id);
    }

    private Destination destination(String name) {
        return view.destinations().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new HttpFailure(404, "no destination is called '" + name + "'"));
    }
}
