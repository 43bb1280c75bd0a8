package dev.tributary.alerts.role;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.tributary.alerts.group.AlertMemory;
import dev.tributary.alerts.group.ClusterWatermarks;
import dev.tributary.alerts.group.EvaluatedGroup;
import dev.tributary.alerts.group.GroupFactory;
import dev.tributary.alerts.group.GroupParts;
import dev.tributary.alerts.group.RuleEngine;
import dev.tributary.alerts.group.RuleMetrics;
import dev.tributary.alerts.group.RuleStorage;
import dev.tributary.alerts.notify.AlertmanagerEndpoint;
import dev.tributary.alerts.notify.Alertmanagers;
import dev.tributary.alerts.notify.NotifierMetrics;
import dev.tributary.alerts.notify.NotifierSettings;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.model.ClusterId;
import dev.tributary.model.port.DocumentStore;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.PromqlEngine;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Rules and alerts of one hub: reads rule files, evaluates them, stores what they give, notifies. Results that carry a
 * {@code cluster} label belong to that cluster, all others to the hub.
 */
public final class AlertsRole implements AutoCloseable {
    private final RuleEngine engine;
    private final Alertmanagers alertmanagers;
    private final RuleFileReader reader = new RuleFileReader(PromqlRules.checks());

    /**
     * What the role stands on.
     *
     * @param documents where alert state survives restarts
     * @param registry  gets {@code prometheus_rule_*}, {@code prometheus_notifications_*} and
     *                  {@code tributary_rule_group_*}
     */
    public record Parts(Vertx vertx, MetricReader reader, MetricWriter writer, PromqlEngine promql,
            DocumentStore documents, ClusterWatermarks watermarks, PrometheusRegistry registry, Clock clock) {
    }

    /** Prepares everything; {@code externalUrl} is the hub's, without a slash at its end. */
    public AlertsRole(RulesSettings settings, String externalUrl, Parts parts) {
        RuleMetrics metrics = new RuleMetrics(parts.registry());
        RuleStorage storage = new RuleStorage(parts.writer(), new WriterIdentity(ClusterId.HUB, true));
        alertmanagers = new Alertmanagers(parts.vertx(), settings.alerting(), settings.global().labels(),
                NotifierSettings.of(externalUrl), new NotifierMetrics(parts.registry()));
        GroupFactory.Parts groupParts = (_, cluster) -> {
            MetricReader seen = cluster.<MetricReader>map(one -> new ClusterReader(parts.reader(), one))
                    .orElse(parts.reader());
            PromqlRules rules = new PromqlRules(parts.promql(), seen);
            AlertTemplates texts = new AlertTemplates(rules::query, settings.global().labels(), externalUrl);
            return new GroupParts(rules, storage, texts, alertmanagers, metrics);
        };
        GroupFactory factory = new GroupFactory(settings.global().groups(), groupParts, parts.watermarks(),
                new LateMetrics(parts.registry()));
        engine = new RuleEngine(factory, storage, metrics, new AlertMemory(parts.documents()), parts.clock());
    }

    /** Starts finding Alertmanagers. */
    public Future<Void> start() {
        return alertmanagers.start();
    }

    /**
     * Reads the rule files and makes their groups the ones that are evaluated: all of them or, when anything is wrong,
     * none. Blocks.
     *
     * @throws InvalidRuleFileException with every problem of every file
     */
    public void load(RulesSettings settings) throws InvalidRuleFileException {
        List<GroupDefinition> groups = RuleFiles.read(settings.ruleFiles(), reader);
        engine.load(groups);
    }

    /** Everything that is wrong with the rule files of a configuration, or nothing. */
    public static Optional<InvalidRuleFileException> problems(RulesSettings settings) {
        try {
            RuleFiles.read(settings.ruleFiles(), new RuleFileReader(PromqlRules.checks()));
            return Optional.empty();
        } catch (InvalidRuleFileException e) {
            return Optional.of(e);
        }
    }

    /** The groups as they are now, in file order. */
    public List<EvaluatedGroup> groups() {
        return engine.groups();
    }

    /** Where alerts go now. */
    public List<AlertmanagerEndpoint> alertmanagers() {
        return alertmanagers.endpoints();
    }

    /** Stops evaluating, sends what is queued, stops. Blocks. */
    @Override
    public void close() {
        engine.close();
        alertmanagers.close();
    }
}
