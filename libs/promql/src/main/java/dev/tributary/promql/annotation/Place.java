package dev.tributary.promql.annotation;

import dev.tributary.promql.ast.Span;

/**
 * Where an annotation points. When two places raise the same text only one is shown: that of the higher rank, the part of
 * the query that Prometheus would evaluate later.
 */
public record Place(Span span, int rank) {
}
