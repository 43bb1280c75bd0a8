package dev.tributary.logql;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What one caller asks for beside the query.
 *
 * @param timeout          shortens the engine's timeout, null to keep it
 * @param cancelled        polled while running; true ends the query
 * @param categorizeLabels true to keep structured metadata and parsed labels with the lines, as Grafana asks for
 */
public record QueryOptions(@Nullable Duration timeout, BooleanSupplier cancelled, boolean categorizeLabels) {
    public static final QueryOptions DEFAULT = new QueryOptions(null, () -> false, false);
}
