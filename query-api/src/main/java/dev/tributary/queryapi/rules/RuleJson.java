package dev.tributary.queryapi.rules;

import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;

import dev.tributary.model.text.GoFloat;
import dev.tributary.queryapi.json.GoTime;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.RuleDirectory.Alert;
import dev.tributary.queryapi.port.RuleDirectory.Alerting;
import dev.tributary.queryapi.port.RuleDirectory.Evaluation;
import dev.tributary.queryapi.port.RuleDirectory.Group;
import dev.tributary.queryapi.port.RuleDirectory.Recording;
import dev.tributary.queryapi.port.RuleDirectory.Rule;

/** Rule groups, rules and alerts as the Prometheus API shows them. Durations are seconds. */
final class RuleJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private RuleJson() {
    }

    static void group(Group group, boolean withAlerts, JsonWriter json) {
        json.beginObject().name("name").string(group.name()).name("file").string(group.file());
        json.name("rules").beginArray();
        for (Rule rule : group.rules()) {
            switch (rule) {
                case Alerting alerting -> alerting(alerting, withAlerts, json);
                case Recording recording -> recording(recording, json);
            }
        }
        json.endArray().name("interval").number(seconds(group.interval())).name("limit").number(group.limit());
        json.name("evaluationTime").number(seconds(group.evaluationTime()));
        json.name("lastEvaluation").string(GoTime.format(group.lastEvaluation()));
        if (!group.lateClusters().isEmpty()) {
            lateClusters(group, json);
        }
        json.endObject();
    }

    /** Ours, not Prometheus'; absent while every cluster's data is in time. */
    private static void lateClusters(Group group, JsonWriter json) {
        json.name("lateClusters").beginArray();
        new TreeMap<>(group.lateClusters()).forEach((cluster, behind) -> json.beginObject().name("cluster")
                .string(cluster).name("state").string("data late").name("behind").number(seconds(behind))
                .endObject());
        json.endArray();
    }

    private static void alerting(Alerting rule, boolean withAlerts, JsonWriter json) {
        json.beginObject().name("state").string(lower(rule.state())).name("name").string(rule.name());
        json.name("query").string(rule.query()).name("duration").number(seconds(rule.holdFor()));
        json.name("keepFiringFor").number(seconds(rule.keepFiringFor())).name("labels").labels(rule.labels());
        json.name("annotations").labels(rule.annotations()).name("alerts");
        if (withAlerts) {
            json.beginArray();
            rule.alerts().forEach(alert -> alert(alert, json));
            json.endArray();
        } else {
            json.nothing();
        }
        evaluation(rule.evaluation(), json);
        json.name("type").string("alerting").endObject();
    }

    private static void recording(Recording rule, JsonWriter json) {
        json.beginObject().name("name").string(rule.name()).name("query").string(rule.query());
        json.name("labels").labels(rule.labels());
        evaluation(rule.evaluation(), json);
        json.name("type").string("recording").endObject();
    }

    private static void evaluation(Evaluation evaluation, JsonWriter json) {
        json.name("health").string(lower(evaluation.health()));
        if (!evaluation.error().isEmpty()) {
            json.name("lastError").string(evaluation.error());
        }
        json.name("evaluationTime").number(seconds(evaluation.took()));
        json.name("lastEvaluation").string(GoTime.format(evaluation.at()));
    }

    static void alert(Alert alert, JsonWriter json) {
        json.beginObject().name("labels").labels(alert.labels()).name("annotations").labels(alert.annotations());
        json.name("state").string(lower(alert.state())).name("activeAt").string(GoTime.format(alert.activeAt()));
        if (alert.keepFiringSince() != null) {
            json.name("keepFiringSince").string(GoTime.format(alert.keepFiringSince()));
        }
        json.name("value").string(GoFloat.exponent(alert.value())).endObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
