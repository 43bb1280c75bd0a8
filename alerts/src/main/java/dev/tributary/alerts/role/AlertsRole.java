package dev.tributary.alerts.role;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.tributary.alerts.group.AlertMemory;
import dev.tributary.alerts.group.ClusterWatermarks;
import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.GroupFactory;
import dev.tributary.alerts.group.GroupParts;
import dev.tributary.alerts.group.RuleStorage;
import dev.tributary.alerts.notify.AlertmanagerEndpoint;
import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.schedule.EvaluationTurns;
import dev.tributary.alerts.schedule.RuleEngine;
import dev.tributary.alerts.schedule.RuleMetrics;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.model.ClusterId;
import dev.tributary.model.port.DocumentStore;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.PromqlEngine;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Rules and alerts of one hub: reads rule files, evaluates them, stores what they give, notifies. Results that carry a
 * {@code cluster} label belong to that cluster, all others to the hub.
 */
public final class AlertsRole implements AutoCloseable {
    private final Parts parts;
    private final RuleMetrics metrics;
    private final LateMetrics late;
    private final RuleStorage storage;
    private final RuleEngine engine;
    private final EvaluationTurns turns;
    private final NotificationWay way;
    private @Nullable Settings inForce;
    private @Nullable GroupFactory factory;

    /**
     * What the role stands on.
     *
     * @param logs      answers groups of type loki
     * @param documents where alert state survives restarts
     * @param registry  gets {@code prometheus_rule_*}, {@code prometheus_notifications_*} and
     *                  {@code tributary_rule_group_*}
     */
    public record Parts(Vertx vertx, MetricReader reader, MetricWriter writer, PromqlEngine promql,
            LogRules logs, DocumentStore documents, ClusterWatermarks watermarks, PrometheusRegistry registry,
            Clock clock) {
    }

    /** Settings with the URL people reach the hub at, without a slash at its end. */
    public record Settings(RulesSettings rules, String externalUrl) {
    }

    /** Prepares everything; nothing is evaluated before the first {@link #load}. */
    public AlertsRole(Parts parts) {
        this.parts = parts;
        metrics = new RuleMetrics(parts.registry());
        late = new LateMetrics(parts.registry());
        storage = new RuleStorage(parts.writer(), new WriterIdentity(ClusterId.HUB, true));
        way = new NotificationWay(parts.vertx(), parts.registry());
        turns = new EvaluationTurns(parts.registry());
        engine = new RuleEngine(storage, metrics, new AlertMemory(parts.documents()), turns, parts.clock());
    }

    /**
     * Puts settings in force and makes these groups, which {@link #read} gave, the ones that are evaluated. Groups that
     * did not change go on undisturbed. Blocks.
     */
    public synchronized void load(Settings settings, List<GroupDefinition> groups) {
        way.use(settings.rules(), settings.externalUrl());
        GroupFactory made = factory;
        if (made == null || inForce == null || !sameForGroups(inForce, settings)) {
            made = factoryOf(settings);
        }
        factory = made;
        inForce = settings;
        turns.resize(settings.rules().ruleGroupConcurrency());
        engine.load(groups, made);
    }

    private static boolean sameForGroups(Settings before, Settings after) {
        return before.rules().global().equals(after.rules().global())
                && before.externalUrl().equals(after.externalUrl());
    }

    private GroupFactory factoryOf(Settings settings) {
        GlobalSettings global = settings.rules().global();
        GroupFactory.Parts groupParts = (definition, cluster) -> {
            MetricReader seen = cluster.<MetricReader>map(one -> new ClusterReader(parts.reader(), one))
                    .orElse(parts.reader());
            PromqlRules rules = new PromqlRules(parts.promql(), seen);
            AlertTemplates texts = new AlertTemplates(rules::query, global.labels(), settings.externalUrl());
            RuleQuery query = definition.language() == Language.LOGQL ? parts.logs().over(cluster) : rules;
            return new GroupParts(query, storage, texts, way, metrics);
        };
        return new GroupFactory(global.groups(), groupParts, parts.watermarks(), late);
    }

    /**
     * Reads the rule files of a configuration. Blocks.
     *
     * @param features experimental parts of PromQL that are on
     * @param logs     checks groups of type loki
     * @throws InvalidRuleFileException with every problem of every file
     */
    public static List<GroupDefinition> read(RulesSettings settings, Set<String> features, LogRules logs)
            throws InvalidRuleFileException {
        return new RuleFileCheck(features, logs).read(settings.ruleFiles());
    }

    /** The groups as they are now, in file order. */
    public List<EvaluatedGroup> groups() {
        return engine.groups();
    }

    /** Where alerts go now. */
    public List<AlertmanagerEndpoint> alertmanagers() {
        return way.endpoints();
    }

    /** Alertmanagers that were found and that target relabeling dropped. */
    public List<AlertmanagerEndpoint> droppedAlertmanagers() {
        return way.dropped();
    }

    /** Stops evaluating, sends what is queued, stops. Blocks. */
    @Override
    public void close() {
        engine.close();
        way.close();
    }
}
