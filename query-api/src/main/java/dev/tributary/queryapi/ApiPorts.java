package dev.tributary.queryapi;

import java.time.Clock;

import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.StorageStatus;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.port.TargetDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The other parts of the hub that the API shows.
 *
 * @param administration null turns the routes that change the store off, as Prometheus has it by default
 */
public record ApiPorts(HubInfo hub, StorageStatus storage, TargetDirectory targets, RuleDirectory rules,
        NotificationBoard notifications, @Nullable StoreAdministration administration) {
    /** A hub without targets, rules and administration: what serves samples alone. */
    public static ApiPorts samplesOnly(HubInfo hub, StorageStatus storage, Clock clock) {
        return new ApiPorts(hub, storage, TargetDirectory.NONE, RuleDirectory.NONE, new NotificationBoard(clock), null);
    }
}
