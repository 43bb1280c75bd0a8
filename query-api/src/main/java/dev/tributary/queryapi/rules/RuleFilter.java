package dev.tributary.queryapi.rules;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.port.RuleDirectory.Alerting;
import dev.tributary.queryapi.port.RuleDirectory.Group;
import dev.tributary.queryapi.port.RuleDirectory.Recording;
import dev.tributary.queryapi.port.RuleDirectory.Rule;

/** Which groups and rules are asked for; an empty set of names means all. */
record RuleFilter(Set<String> groups, Set<String> files, Set<String> names, List<List<Matcher>> selectors,
        boolean alerting, boolean recording, ReadAccess access) {
    RuleFilter {
        groups = Set.copyOf(groups);
        files = Set.copyOf(files);
        names = Set.copyOf(names);
        selectors = List.copyOf(selectors);
    }

    static RuleFilter of(ApiRequest request) {
        List<List<Matcher>> selectors = Selectors.parse(request.parameters().all("match[]"));
        String type = request.parameter("type").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.equals("alert") && !type.equals("record")) {
            throw ApiException.badParameter("type", "not supported value " + GoQuote.quote(type));
        }
        return new RuleFilter(set(request, "rule_group[]"), set(request, "file[]"), set(request, "rule_name[]"),
                selectors, !type.equals("record"), !type.equals("alert"), request.access());
    }

    private static Set<String> set(ApiRequest request, String name) {
        return Set.copyOf(request.parameters().all(name));
    }

    /** What is left of a group, or nothing when no rule is. */
    Optional<Group> apply(Group group) {
        if (!groups.isEmpty() && !groups.contains(group.name())
                || !files.isEmpty() && !files.contains(group.file())) {
            return Optional.empty();
        }
        List<Rule> rules = group.rules().stream().filter(this::wanted)
                .flatMap(rule -> VisibleRule.of(rule, access).stream()).toList();
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(new Group(group.name(), group.file(), group.language(), group.interval(), group.limit(),
                        group.evaluationTime(), group.lastEvaluation(), visible(group.lateClusters()), rules));
    }

    private Map<String, Duration> visible(Map<String, Duration> late) {
        Map<String, Duration> seen = new TreeMap<>(late);
        seen.keySet().removeIf(cluster -> !access.allows(Labels.of(ClusterId.LABEL, cluster)));
        return seen;
    }

    private boolean wanted(Rule rule) {
        boolean kind = switch (rule) {
            case Alerting _ -> alerting;
            case Recording _ -> recording;
        };
        return kind && (names.isEmpty() || names.contains(rule.name())) && selected(rule);
    }

    private boolean selected(Rule rule) {
        return selectors.isEmpty() || selectors.stream().anyMatch(matchers -> matchers.stream()
                .allMatch(matcher -> matcher.matches(rule.labels().get(matcher.name()))));
    }
}
