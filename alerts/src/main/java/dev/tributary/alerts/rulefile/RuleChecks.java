package dev.tributary.alerts.rulefile;

/** The checks that other modules do for rule files: PromQL, LogQL and templates. */
public record RuleChecks(ExpressionCheck promql, ExpressionCheck logql, ExpressionCheck template) {
}
