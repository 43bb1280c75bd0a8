package dev.tributary.alerts.role;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.alerts.rulefile.ExpressionCheck;
import dev.tributary.alerts.rulefile.RuleChecks;
import dev.tributary.alerts.template.AlertTemplates;
import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.Features;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.promql.ast.ExprText;
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

    /** The checks of rule files on a hub without logs, with these experimental parts of PromQL on. */
    public static RuleChecks checks(Set<String> features) {
        return checks(features, LogRules.NONE);
    }

    /** The checks of rule files, with these experimental parts of PromQL on, in Prometheus' words. */
    public static RuleChecks checks(Set<String> features, LogRules logs) {
        ParseOptions options = new ParseOptions(features.contains(Features.EXPERIMENTAL_FUNCTIONS),
                features.contains(Features.EXTENDED_RANGE_SELECTORS), features.contains(Features.FILL_MODIFIERS));
        return new RuleChecks(new Expressions(options),
                logs::problem,
                AlertTemplates::problem);
    }

    /** Parses and checks expressions. */
    private record Expressions(ParseOptions options) implements ExpressionCheck {
        @Override
        public Optional<String> problem(String expression) {
            try {
                new Checker(expression).check(Parser.expression(expression, options));
                return Optional.empty();
            } catch (ParseException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public String normal(String expression) {
            return ExprText.format(Parser.expression(expression, options));
        }
    }
}
