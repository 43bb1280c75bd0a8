package dev.tributary.queryapi.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** The rule groups the hub evaluates and the alerts they hold. Asked anew for each request. */
public interface RuleDirectory {
    /** How the last evaluation of a rule went. */
    enum Health {
        OK, ERR, UNKNOWN
    }

    /** Where an alert is in its life. The names are those of Prometheus. */
    enum State {
        INACTIVE, PENDING, FIRING, UNKNOWN
    }

    /** What the expressions of a group are written in. */
    enum Language {
        PROMQL, LOGQL
    }

    /**
     * A group; {@code lastEvaluation} is null before the first, {@code limit} 0 for none.
     *
     * @param lateClusters clusters whose data is late, and by how much: their rules stand where they stood before
     */
    record Group(String name, String file, Language language, Duration interval, int limit, Duration evaluationTime,
            @Nullable Instant lastEvaluation, Map<String, Duration> lateClusters, List<Rule> rules) {
        public Group {
            lateClusters = Map.copyOf(lateClusters);
            rules = List.copyOf(rules);
        }
    }

    /** A rule of either kind. */
    sealed interface Rule {
        String name();

        Labels labels();

        Evaluation evaluation();
    }

    /** The last evaluation of a rule; {@code error} is empty when it went well. */
    record Evaluation(Health health, String error, Duration took, @Nullable Instant at) {
        /** Not evaluated yet. */
        public static final Evaluation NONE = new Evaluation(Health.UNKNOWN, "", Duration.ZERO, null);
    }

    /** A rule that records a series; {@code name} is the series' name. */
    record Recording(String name, String query, Labels labels, Evaluation evaluation) implements Rule {
    }

    /** A rule that raises alerts; its alerts are the active ones. */
    record Alerting(String name, String query, Duration holdFor, Duration keepFiringFor, Labels labels,
            Labels annotations, State state, List<Alert> alerts, Evaluation evaluation) implements Rule {
        public Alerting {
            alerts = List.copyOf(alerts);
        }
    }

    /** An active alert, pending or firing; {@code keepFiringSince} is null while its condition holds. */
    record Alert(Labels labels, Labels annotations, State state, Instant activeAt, @Nullable Instant keepFiringSince,
            double value) {
    }

    /** All groups in the order of files, then of groups in their file. */
    List<Group> groups();

    /** Addresses of Alertmanagers that get alerts. */
    List<String> alertmanagers();

    /** Addresses of Alertmanagers that were found and then dropped. */
    List<String> droppedAlertmanagers();

    /** No rules: a hub without rule files. */
    RuleDirectory NONE = new RuleDirectory() {
        @Override
        public List<Group> groups() {
            return List.of();
        }

        @Override
        public List<String> alertmanagers() {
            return List.of();
        }

        @Override
        public List<String> droppedAlertmanagers() {
            return List.of();
        }
    };
}
