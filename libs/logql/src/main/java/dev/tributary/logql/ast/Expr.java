package dev.tributary.logql.ast;

/** A parsed query: log lines or a metric. Nodes never change after parsing. */
public sealed interface Expr permits LogExpr, MetricExpr {
}
