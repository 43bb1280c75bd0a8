package dev.tributary.collector.heal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.series.Owners;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.upstream.UpstreamApi;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus whose past can be read, or replicas of one.
 *
 * @param servers of each replica the ways to read it, the best first
 * @param owners  says which replica each series comes from; null where there is one server
 */
public record HealTarget(String job, String instance, List<List<GapReader>> servers,
        @Nullable Supplier<Future<Owners>> owners) {
    public HealTarget {
        servers = servers.stream().map(List::copyOf).toList();
        if (owners == null && servers.size() != 1) {
            throw new IllegalArgumentException("of " + servers.size() + " servers it must be known which one serves");
        }
    }

    /**
     * The ways a Prometheus has.
     *
     * @param urls of its replicas, with the path in front of {@code /api}
     */
    public static HealTarget of(String job, String instance, HttpCaller caller, List<URI> urls, Duration timeout,
            Selectors selectors, SeriesRules rules, @Nullable Supplier<Future<Owners>> owners) {
        List<List<GapReader>> servers = new ArrayList<>();
        for (URI url : urls) {
            servers.add(List.of(new RemoteRead(caller, url, timeout, selectors, rules),
                    new RangeQuery(new UpstreamApi(caller, url, timeout), selectors, rules)));
        }
        return new HealTarget(job, instance, servers, owners);
    }
}
