package dev.tributary.runtime.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Future;
import io.vertx.core.dns.DnsClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks names up. A name that cannot be resolved keeps the targets it had last. Each group carries
 * {@code __meta_dns_name}.
 */
public final class DnsDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(DnsDiscovery.class);

    private final DnsTargets settings;
    private final DnsClient dns;
    private final Map<String, TargetGroup> known = new HashMap<>();

    public DnsDiscovery(DnsTargets settings, DnsClient dns) {
        this.settings = settings;
        this.dns = dns;
    }

    /** The groups of all names, one each, in the order of the names. Never fails. */
    public Future<List<TargetGroup>> read() {
        List<Future<TargetGroup>> lookups = settings.names().stream().map(this::lookUp).toList();
        return Future.all(lookups).map(_ -> lookups.stream().map(Future::result).toList());
    }

    private Future<TargetGroup> lookUp(String name) {
        return addresses(name).map(targets -> new TargetGroup(targets, Map.of("__meta_dns_name", name)))
                .onSuccess(group -> remember(name, group)).recover(failure -> {
                    LOG.error("name not resolved, its earlier targets stay name={} err={}", name,
                            failure.getMessage());
                    return Future.succeededFuture(last(name));
                });
    }

    private synchronized void remember(String name, TargetGroup group) {
        known.put(name, group);
    }

    private synchronized TargetGroup last(String name) {
        return known.getOrDefault(name, new TargetGroup(List.of(), Map.of()));
    }

    private Future<List<String>> addresses(String name) {
        return switch (settings.type()) {
            case "A" -> dns.resolveA(name).map(hosts -> withPort(hosts, "%s:%d"));
            case "AAAA" -> dns.resolveAAAA(name).map(hosts -> withPort(hosts, "[%s]:%d"));
            default -> dns.resolveSRV(name).map(records -> {
                List<String> targets = new ArrayList<>();
                records.forEach(record -> targets
                        .add(String.valueOf(record.target()).replaceAll("\\.$", "") + ":" + record.port()));
                return targets;
            });
        };
    }

    private List<String> withPort(List<String> hosts, String form) {
        return hosts.stream().map(host -> form.formatted(host, settings.port())).toList();
    }
}
