package dev.tributary.alerts.rulefile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.alerts.rulefile.GroupDefinition.WatermarkMode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one group of a rule file. */
final class GroupReader {
    private final RuleChecks checks;
    private final boolean ignoreUnknown;

    GroupReader(RuleChecks checks, boolean ignoreUnknown) {
        this.checks = checks;
        this.ignoreUnknown = ignoreUnknown;
    }

    GroupDefinition read(Node node, Problems problems) {
        YamlMapping group = new YamlMapping(node, "a group", problems);
        String name = group.text("name").orElse("");
        if (name.isEmpty()) {
            problems.add(node, "Groupname must not be empty");
        }
        // 0s stands for the global one, as an interval that is left out.
        var interval = group.duration("interval").filter(Duration::isPositive);
        var queryOffset = group.duration("query_offset");
        int limit = group.count("limit");
        Language language = language(group, problems);
        WatermarkMode watermark = watermark(group, problems);
        SortedMap<String, String> labels = group.texts("labels");
        RuleReader reader = new RuleReader(name, labels, language, checks, ignoreUnknown, problems);
        List<RuleDefinition> rules = new ArrayList<>();
        for (Node rule : group.list("rules")) {
            reader.read(rule, rules.size() + 1).ifPresent(rules::add);
        }
        if (!ignoreUnknown) {
            group.refuseOtherKeys();
        }
        return new GroupDefinition(problems.file(), name, interval, queryOffset, limit, language, watermark, rules);
    }

    private static Language language(YamlMapping group, Problems problems) {
        String type = group.text("type").orElse("promql");
        return switch (type) {
            case "promql", "prometheus" -> Language.PROMQL;
            case "loki", "logql" -> Language.LOGQL;
            default -> {
                problems.add(group.at("type"), "type of a group is promql or loki, not \"" + type + "\"");
                yield Language.PROMQL;
            }
        };
    }

    private static WatermarkMode watermark(YamlMapping group, Problems problems) {
        String mode = group.text("watermark").orElse("off");
        return switch (mode) {
            case "off", "false" -> WatermarkMode.OFF;
            case "record", "true" -> WatermarkMode.RECORD_LATE;
            case "notify" -> WatermarkMode.NOTIFY_LATE;
            default -> {
                problems.add(group.at("watermark"),
                        "watermark of a group is off, record or notify, not \"" + mode + "\"");
                yield WatermarkMode.OFF;
            }
        };
    }
}
