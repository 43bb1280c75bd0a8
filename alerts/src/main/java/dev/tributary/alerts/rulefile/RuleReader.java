package dev.tributary.alerts.rulefile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.model.Labels;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the rules of one group, with the refusals and words of Prometheus' rule format. */
final class RuleReader {
    private final String group;
    private final SortedMap<String, String> groupLabels;
    private final Language language;
    private final RuleChecks checks;
    private final boolean ignoreUnknown;
    private final Problems problems;

    RuleReader(String group, SortedMap<String, String> groupLabels, Language language, RuleChecks checks,
            boolean ignoreUnknown, Problems problems) {
        this.group = group;
        this.groupLabels = groupLabels;
        this.language = language;
        this.checks = checks;
        this.ignoreUnknown = ignoreUnknown;
        this.problems = problems;
    }

    Optional<RuleDefinition> read(Node node, int number) {
        YamlMapping rule = new YamlMapping(node, "a rule", problems);
        String record = rule.text("record").orElse("");
        String alert = rule.text("alert").orElse("");
        String expression = rule.text("expr").orElse("");
        Optional<Duration> holdFor = rule.duration("for");
        Optional<Duration> keepFiring = rule.duration("keep_firing_for");
        SortedMap<String, String> labels = rule.texts("labels");
        SortedMap<String, String> annotations = rule.texts("annotations");
        if (!ignoreUnknown) {
            rule.refuseOtherKeys();
        }
        Words words = new Words(number, record.isEmpty() ? alert : record);
        checkNames(rule, record, alert, words);
        String normal = checkExpression(rule, expression, words);
        checkLabels(rule, labels, words);
        RuleDefinition.Place place = new RuleDefinition.Place(node.getStartMark().getLine() + 1,
                node.getStartMark().getColumn() + 1);
        if (!record.isEmpty()) {
            checkRecording(rule, record, words);
            return Optional.of(new RuleDefinition.Recording(record, normal, merged(labels), place));
        }
        labels.forEach((name, value) -> checkTemplate(rule, "labels", name, value, words));
        annotations.forEach((name, value) -> checkTemplate(rule, "annotations", name, value, words));
        return Optional.of(new RuleDefinition.Alerting(alert, normal, holdFor.orElse(Duration.ZERO),
                keepFiring.orElse(Duration.ZERO), merged(labels), annotations, place));
    }

    private Labels merged(SortedMap<String, String> labels) {
        Map<String, String> all = new HashMap<>(groupLabels);
        all.putAll(labels);
        return Labels.copyOf(all);
    }

    private void checkNames(YamlMapping rule, String record, String alert, Words words) {
        if (!record.isEmpty() && !alert.isEmpty()) {
            words.report(rule.node(), "only one of 'record' and 'alert' must be set");
        } else if (record.isEmpty() && alert.isEmpty()) {
            words.report(rule.node(), "one of 'record' or 'alert' must be set");
        }
    }

    /** As Prometheus shows a rule's query and links to it, whatever its layout in the file. */
    private String checkExpression(YamlMapping rule, String expression, Words words) {
        if (expression.isEmpty()) {
            words.report(rule.at("expr"), "field 'expr' must be set in rule");
            return expression;
        }
        ExpressionCheck check = language == Language.PROMQL ? checks.promql() : checks.logql();
        Optional<String> problem = check.problem(expression);
        problem.ifPresent(text -> words.report(rule.at("expr"), "could not parse expression: " + text));
        return problem.isPresent() ? expression : check.normal(expression);
    }

    private void checkRecording(YamlMapping rule, String record, Words words) {
        for (String key : new String[]{"annotations", "for", "keep_firing_for"}) {
            boolean given = key.equals("annotations")
                    ? !rule.texts(key).isEmpty()
                    : rule.duration(key).filter(Duration::isPositive).isPresent();
            if (given) {
                words.report(rule.at(key), "invalid field '" + key + "' in recording rule");
            }
        }
        if (record.indexOf('{') >= 0 || record.indexOf('}') >= 0) {
            words.report(rule.at("record"),
                    "braces present in the recording rule name; should it be in expr?: " + record);
        }
    }

    private void checkLabels(YamlMapping rule, SortedMap<String, String> labels, Words words) {
        for (SortedMap<String, String> given : java.util.List.of(groupLabels, labels)) {
            given.forEach((name, _) -> {
                if (name.isEmpty() || name.equals(Labels.NAME)) {
                    words.report(rule.at("labels"), "invalid label name: " + name);
                }
            });
        }
    }

    private void checkTemplate(YamlMapping rule, String field, String name, String template, Words words) {
        checks.template().problem(template).ifPresent(problem -> words.report(rule.at(field),
                (field.equals("labels") ? "label \"" : "annotation \"") + name + "\": template: " + problem));
    }

    /** Puts group and rule in front of what is wrong, as Prometheus does. */
    private final class Words {
        private final int number;
        private final String name;

        Words(int number, String name) {
            this.number = number;
            this.name = name;
        }

        void report(Node at, String problem) {
            problems.add(at, "group \"" + group + "\", rule " + number + ", \"" + name + "\": " + problem);
        }
    }
}
