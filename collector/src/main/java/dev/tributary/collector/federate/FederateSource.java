package dev.tributary.collector.federate;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.shard.ShardSizing;

/**
 * What one target's pull asks for.
 *
 * @param job         name of its job
 * @param instance    the server, as in the instance label
 * @param page        the federation page without query
 * @param selectors   {@code match[]}
 * @param params      further query parameters
 * @param interval    between two pulls
 * @param timeout     of one request
 * @param compression true to ask for gzip
 * @param sizing      of the requests that share the work
 * @param concurrency requests at a time
 * @param replicas    pages of further replicas of the same Prometheus, whose series are merged with the first one's
 */
public record FederateSource(String job, String instance, URI page, Selectors selectors,
        Map<String, List<String>> params, Duration interval, Duration timeout, boolean compression, ShardSizing sizing,
        int concurrency, List<URI> replicas) {
    public FederateSource {
        replicas = List.copyOf(replicas);
        params = Map.copyOf(params);
    }

    /** The same question to each replica, the first one first. */
    List<FederateSource> each() {
        List<FederateSource> all = new ArrayList<>();
        all.add(this);
        replicas.forEach(
                replica -> all.add(new FederateSource(job, instance, replica, selectors, params, interval, timeout,
                        compression, sizing, concurrency, List.of())));
        return all;
    }
}
