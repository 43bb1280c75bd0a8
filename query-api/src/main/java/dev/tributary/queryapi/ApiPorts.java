package dev.tributary.queryapi;

import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.StorageStatus;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.port.TargetDirectory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The other parts of the hub that the API shows.
 *
 * @param registry       the hub's own metrics
 * @param administration null turns the routes that change the store off, as Prometheus has it by default
 */
public record ApiPorts(HubInfo hub, StorageStatus storage, TargetDirectory targets, RuleDirectory rules,
        NotificationBoard notifications, PrometheusRegistry registry, @Nullable StoreAdministration administration) {
}
