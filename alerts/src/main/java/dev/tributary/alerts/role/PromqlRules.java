package dev.tributary.alerts.role;

import java.util.List;
import java.util.Optional;

import dev.tributary.alerts.group.RuleQuery;
import dev.tributary.alerts.rulefile.RuleChecks;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.promql.check.Checker;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;

/** Rules in PromQL: checked before they run, answered by the engine. */
public final class PromqlRules implements RuleQuery {
    private final PromqlEngine engine;
    private final MetricReader reader;

    /** Rules over everything the reader shows. */
    public PromqlRules(PromqlEngine engine, MetricReader reader) {
        this.engine = engine;
        this.reader = reader;
    }

    @Override
    public List<VectorSample> query(String expression, long timeMillis) {
        return RuleQuery.elements(engine.instant(reader, expression, timeMillis, QueryOptions.DEFAULT).value());
    }

    /** The checks of rule files: PromQL and templates here, LogQL as given. */
    public static RuleChecks checks() {
        return new RuleChecks(PromqlRules::problem, _ -> Optional.of("groups of type loki cannot be evaluated yet"),
                AlertTemplates::problem);
    }

    private static Optional<String> problem(String expression) {
        try {
            new Checker(expression).check(Parser.expression(expression, ParseOptions.ALL));
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
