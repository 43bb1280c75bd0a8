package dev.tributary.queryapi.query;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a query tells of itself to whoever lets it run.
 *
 * @param expression its text
 * @param route      the route's name in metrics and logs
 * @param times      the times asked for, for logs
 * @param unit       what it reads, for logs
 * @param timeout    the most it may take, null for the hub's own limit
 */
public record QueryTicket(String expression, String route, String times, String unit, @Nullable Duration timeout) {
}
