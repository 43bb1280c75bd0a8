package dev.tributary.queryapi.rules;

import java.util.List;
import java.util.stream.Stream;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.RuleDirectory;

/** {@code /api/v1/alerts}: the active alerts of all rules; under Loki's path, {@code /prometheus/...}, of those of LogQL. */
public final class AlertsRoute implements Endpoint {
    private final RuleDirectory rules;
    private final RuleScope scope;

    public AlertsRoute(RuleDirectory rules, RuleScope scope) {
        this.rules = rules;
        this.scope = scope;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(scope.root() + "/api/v1/alerts", Work.LIGHT, scope.words() + "active alerts of rules.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        List<RuleDirectory.Alert> alerts = scope.groups(rules).stream().flatMap(group -> group.rules().stream())
                .flatMap(rule -> rule instanceof RuleDirectory.Alerting alerting
                        ? VisibleRule.alerts(alerting, request.access()).stream()
                        : Stream.empty())
                .toList();
        return Reply.data(json -> {
            json.beginObject().name("alerts").beginArray();
            alerts.forEach(alert -> RuleJson.alert(alert, json));
            json.endArray().endObject();
        });
    }
}
