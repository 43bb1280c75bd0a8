package dev.tributary.queryapi.rules;

import java.util.List;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.status.FullView;

/** {@code /api/v1/alertmanagers}: where alerts are sent. */
public final class AlertmanagersRoute implements Endpoint {
    private final RuleDirectory rules;

    public AlertmanagersRoute(RuleDirectory rules) {
        this.rules = rules;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/alertmanagers", Work.LIGHT, "Where alerts are sent.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        FullView.require(request, "the list of Alertmanagers");
        return Reply.data(json -> {
            json.beginObject();
            write("activeAlertmanagers", rules.alertmanagers(), json);
            write("droppedAlertmanagers", rules.droppedAlertmanagers(), json);
            json.endObject();
        });
    }

    private static void write(String field, List<String> urls, JsonWriter json) {
        json.name(field).beginArray();
        urls.forEach(url -> json.beginObject().name("url").string(url).endObject());
        json.endArray();
    }
}
