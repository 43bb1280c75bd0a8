package dev.tributary.queryapi.targets;

import java.util.Set;
import java.util.TreeSet;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.TargetDirectory;

/** {@code /api/v1/scrape_pools}: the names of the fleet's jobs. */
public final class ScrapePoolsRoute implements Endpoint {
    private final TargetDirectory targets;

    public ScrapePoolsRoute(TargetDirectory targets) {
        this.targets = targets;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/scrape_pools", Work.LOOKUP, "The names of the fleet's jobs.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        Set<String> pools = new TreeSet<>();
        targets.active().stream().filter(target -> request.access().allows(target.labels()))
                .forEach(target -> pools.add(target.pool()));
        targets.dropped().stream().filter(target -> request.access().allows(target.discovered()))
                .forEach(target -> pools.add(target.pool()));
        return Reply
                .data(json -> json.beginObject().name("scrapePools").strings(pools).endObject());
    }
}
