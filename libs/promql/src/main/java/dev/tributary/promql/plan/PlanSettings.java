package dev.tributary.promql.plan;

import dev.tributary.promql.function.Grid;

/**
 * What a plan depends on beside the query and its run.
 *
 * @param text                      the query, for places in errors
 * @param grid                      the instants of the query
 * @param endMillis                 its end, which need not be on the grid
 * @param stepMillis                its resolution, zero for an instant query
 * @param defaultSubqueryStepMillis step of subqueries that name none
 * @param optimise                  false for a plan that computes everything at every step, for comparison
 */
public record PlanSettings(String text, Grid grid, long endMillis, long stepMillis, long defaultSubqueryStepMillis,
        boolean optimise) {
}
