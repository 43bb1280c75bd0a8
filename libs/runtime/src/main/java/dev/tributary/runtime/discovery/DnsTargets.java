package dev.tributary.runtime.discovery;

import java.time.Duration;
import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** One entry of {@code dns_sd_configs}: names that stand for lists of targets. */
public record DnsTargets(@Doc("Names to look up.") List<String> names,
        @Default("SRV") @Doc("SRV, A or AAAA.") String type,
        @Default("0") @Doc("Port of the targets; needed for A and AAAA.") int port,
        @Default("30s") @Doc("How often the names are looked up.") Duration refreshInterval) {
    public DnsTargets {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("DNS-SD config must contain at least one SRV record name");
        }
        if (!List.of("SRV", "A", "AAAA").contains(type)) {
            throw new IllegalArgumentException("invalid DNS-SD records type " + type + ": SRV, A or AAAA");
        }
        if (!type.equals("SRV") && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("a port is required in DNS-SD configs for all record types except SRV");
        }
        if (!refreshInterval.isPositive()) {
            throw new IllegalArgumentException("refresh_interval must be greater than 0");
        }
    }
}
