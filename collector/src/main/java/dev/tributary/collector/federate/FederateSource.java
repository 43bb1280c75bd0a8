package dev.tributary.collector.federate;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one target's pull asks for.
 *
 * @param job         name of its job
 * @param instance    the server, as in the instance label
 * @param page        the federation page without query
 * @param selectors   {@code match[]}
 * @param params      further query parameters
 * @param interval    between two pulls
 * @param timeout     of one pull
 * @param compression true to ask for gzip
 */
public record FederateSource(String job, String instance, URI page, List<String> selectors,
        Map<String, List<String>> params, Duration interval, Duration timeout, boolean compression) {
    public FederateSource {
        selectors = List.copyOf(selectors);
        params = Map.copyOf(params);
    }
}
