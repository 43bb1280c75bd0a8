package dev.tributary.queryapi.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.BooleanParameter;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.RuleDirectory.Group;

/**
 * {@code /api/v1/rules}: the rule groups with their rules and alerts, page by page where that is asked for. Under Loki's
 * path, {@code /prometheus/api/v1/rules}, those of LogQL.
 */
public final class RulesRoute implements Endpoint {
    private final RuleDirectory rules;
    private final RuleScope scope;

    public RulesRoute(RuleDirectory rules, RuleScope scope) {
        this.rules = rules;
        this.scope = scope;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(scope.root() + "/api/v1/rules", Work.LIGHT,
                scope.words() + "rule groups with their rules and alerts.")
                .optional("type", "alert or record.").repeated("rule_name[]", false, "Only rules of this name.")
                .repeated("rule_group[]", false, "Only this group.").repeated("file[]", false, "Only this file.")
                .repeated("match[]", false, "Only rules whose labels this selector matches.")
                .optional("exclude_alerts", "true leaves the active alerts out.")
                .optional("group_limit", "Groups to return at most.")
                .optional("group_next_token", "Where to go on, from the answer before.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        RuleFilter filter = RuleFilter.of(request);
        boolean withAlerts = !excludeAlerts(request);
        RulePage page = RulePage.of(request);
        List<Group> shown = new ArrayList<>();
        Optional<Group> next = collect(filter, page, shown);
        return Reply.data(json -> {
            json.beginObject().name("groups").beginArray();
            shown.forEach(group -> RuleJson.group(group, withAlerts, json));
            json.endArray();
            next.ifPresent(group -> json.name("groupNextToken").string(RulePage.tokenOf(group)));
            json.endObject();
        });
    }

    private static boolean excludeAlerts(ApiRequest request) {
        String text = request.parameter("exclude_alerts").toLowerCase(Locale.ROOT);
        try {
            return !text.isEmpty() && BooleanParameter.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badParameter("exclude_alerts", "error converting exclude_alerts: " + e.getMessage());
        }
    }

    /** Fills a page and gives the group the next one begins with, if there is one. */
    private Optional<Group> collect(RuleFilter filter, RulePage page, List<Group> into) {
        boolean begun = !page.beginsLater();
        for (Group group : scope.groups(rules)) {
            begun = begun || page.beginsWith(group);
            Optional<Group> left = begun ? filter.apply(group) : Optional.empty();
            if (left.isPresent()) {
                if (page.groupsMax() > 0 && into.size() == page.groupsMax()) {
                    return left;
                }
                into.add(left.get());
            }
        }
        if (!begun) {
            throw ApiException.badParameter("group_next_token",
                    "invalid group_next_token '" + page.token() + "'. were rule groups changed?");
        }
        return Optional.empty();
    }
}
