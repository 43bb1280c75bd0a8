package dev.tributary.collector.heal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.upstream.UpstreamApi;
import dev.tributary.runtime.http.HttpCaller;

/**
 * A Prometheus whose past can be read.
 *
 * @param readers ways to read it, the best first
 */
public record HealTarget(String job, String instance, List<GapReader> readers) {
    public HealTarget {
        readers = List.copyOf(readers);
    }

    /**
     * The ways a Prometheus has.
     *
     * @param servers URLs of its replicas, with the path in front of {@code /api}
     */
    public static HealTarget of(String job, String instance, HttpCaller caller, List<URI> servers, Duration timeout,
            Selectors selectors, SeriesRules rules) {
        List<GapReader> readers = new ArrayList<>();
        for (URI server : servers) {
            readers.add(new RemoteRead(caller, server, timeout, selectors, rules));
        }
        for (URI server : servers) {
            readers.add(new RangeQuery(new UpstreamApi(caller, server, timeout), selectors, rules));
        }
        return new HealTarget(job, instance, readers);
    }
}
