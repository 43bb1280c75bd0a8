package dev.tributary.alerts.unittest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tributary.alerts.group.RuleGroup;
import dev.tributary.alerts.group.RuleStatus;
import dev.tributary.alerts.rule.AlertInstance;
import dev.tributary.alerts.rulefile.RuleDefinition;
import dev.tributary.alerts.state.AlertState;
import dev.tributary.alerts.unittest.UnitTest.AlertCase;
import dev.tributary.alerts.unittest.UnitTest.ExpectedAlert;
import dev.tributary.model.Labels;
import dev.tributary.model.text.PrometheusDuration;

/** Compares the alerts of one name that fire now with those that should. */
final class AlertCheck {
    private static final String ALERTNAME = "alertname";

    private final String testName;
    private final AlertCase expected;
    private final boolean diff;

    private record Shown(Labels labels, Labels annotations) {
        static final Comparator<Shown> ORDER = Comparator.comparing(Shown::labels)
                .thenComparing(Shown::annotations);

        List<String> lines() {
            return List.of("Labels:" + LabelNotation.format(labels),
                    "Annotations:" + LabelNotation.format(annotations));
        }
    }

    AlertCheck(String testName, AlertCase expected, boolean diff) {
        this.testName = testName;
        this.expected = expected;
        this.diff = diff;
    }

    Optional<String> problem(List<RuleGroup> groups) {
        List<Shown> wanted = new ArrayList<>();
        for (ExpectedAlert alert : expected.alerts()) {
            Map<String, String> labels = new HashMap<>(alert.labels());
            labels.put(ALERTNAME, expected.alertName());
            wanted.add(new Shown(Labels.copyOf(labels), Labels.copyOf(alert.annotations())));
        }
        List<Shown> got = firing(groups);
        wanted.sort(Shown.ORDER);
        got.sort(Shown.ORDER);
        return wanted.equals(got) ? Optional.empty() : Optional.of(text(wanted, got));
    }

    private List<Shown> firing(List<RuleGroup> groups) {
        List<Shown> firing = new ArrayList<>();
        for (RuleGroup group : groups) {
            for (RuleStatus rule : group.status()) {
                if (rule.definition() instanceof RuleDefinition.Alerting
                        && rule.definition().name().equals(expected.alertName())) {
                    rule.alerts().stream().filter(alert -> alert.state() instanceof AlertState.Firing)
                            .map(AlertCheck::shown).forEach(firing::add);
                }
            }
        }
        return firing;
    }

    private static Shown shown(AlertInstance alert) {
        return new Shown(alert.labels(), Labels.copyOf(alert.annotations()));
    }

    private String text(List<Shown> wanted, List<Shown> got) {
        String head = (testName.isEmpty() ? "" : "    name: " + testName + ",\n") + "    alertname: "
                + expected.alertName() + ", time: " + PrometheusDuration.format(expected.evalTime()) + ", \n";
        return diff
                ? head + "        diff:\n" + String.join("\n", LineDiff.of(lines(wanted), lines(got)))
                : head + "        exp:" + listed(wanted) + ", \n        got:" + listed(got);
    }

    private static List<String> lines(List<Shown> alerts) {
        return alerts.stream().flatMap(alert -> alert.lines().stream()).toList();
    }

    private static String listed(List<Shown> alerts) {
        if (alerts.isEmpty()) {
            return "[]";
        }
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < alerts.size(); i++) {
            out.append(i == 0 ? "" : ",").append("\n            ").append(i).append(':');
            alerts.get(i).lines().forEach(line -> out.append("\n              ").append(line));
        }
        return out.append("\n            ]").toString();
    }
}
