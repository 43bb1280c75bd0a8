package dev.tributary.queryapi.targets;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.GoTime;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.TargetDirectory;
import dev.tributary.queryapi.port.TargetDirectory.DroppedTarget;
import dev.tributary.queryapi.port.TargetDirectory.Target;

/** {@code /api/v1/targets}: what the fleet's collectors pull, and how that goes. */
public final class TargetsRoute implements Endpoint {
    private static final double NANOS_PER_SECOND = 1e9;

    private final TargetDirectory targets;

    public TargetsRoute(TargetDirectory targets) {
        this.targets = targets;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/targets", Work.LOOKUP, "What the fleet's collectors pull, and how that goes.")
                .optional("state", "active, dropped or any.").optional("scrapePool", "Only this job.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        String state = request.parameter("state").toLowerCase(Locale.ROOT);
        boolean any = state.isEmpty() || state.equals("any");
        String pool = request.parameter("scrapePool");
        List<Target> active = any || state.equals("active") ? active(request, pool) : List.of();
        boolean showDropped = any || state.equals("dropped");
        List<DroppedTarget> dropped = showDropped ? dropped(request, pool) : List.of();
        Map<String, Integer> counts = showDropped && request.access().seesAll()
                ? new TreeMap<>(targets.droppedCounts())
                : Map.of();
        return Reply.data(json -> {
            json.beginObject().name("activeTargets").beginArray();
            active.forEach(target -> write(target, json));
            json.endArray().name("droppedTargets").beginArray();
            dropped.forEach(target -> json.beginObject().name("discoveredLabels").labels(target.discovered())
                    .name("scrapePool").string(target.pool()).endObject());
            json.endArray().name("droppedTargetCounts");
            writeCounts(showDropped, counts, json);
            json.endObject();
        });
    }

    private List<Target> active(ApiRequest request, String pool) {
        return targets.active().stream().filter(target -> pool.isEmpty() || target.pool().equals(pool))
                .filter(target -> request.access().allows(target.labels())).sorted(Comparator.comparing(Target::pool))
                .toList();
    }

    private List<DroppedTarget> dropped(ApiRequest request, String pool) {
        return targets.dropped().stream().filter(target -> pool.isEmpty() || target.pool().equals(pool))
                .filter(target -> request.access().allows(target.discovered()))
                .sorted(Comparator.comparing(DroppedTarget::pool)).toList();
    }

    /** Prometheus answers null where only active targets are asked for. */
    private static void writeCounts(boolean shown, Map<String, Integer> counts, JsonWriter json) {
        if (!shown) {
            json.nothing();
            return;
        }
        json.beginObject();
        counts.forEach((pool, count) -> json.name(pool).number(count));
        json.endObject();
    }

    private static void write(Target target, JsonWriter json) {
        json.beginObject().name("discoveredLabels").labels(target.discovered()).name("labels").labels(target.labels());
        json.name("scrapePool").string(target.pool()).name("scrapeUrl").string(target.url()).name("globalUrl")
                .string(target.url());
        json.name("lastError").string(target.lastError()).name("lastScrape").string(GoTime.format(target.lastPull()));
        json.name("lastScrapeDuration").number(target.lastPullDuration().toNanos() / NANOS_PER_SECOND);
        json.name("health").string(target.health().name().toLowerCase(Locale.ROOT));
        json.name("scrapeInterval").string(duration(target.interval()));
        json.name("scrapeTimeout").string(duration(target.timeout())).endObject();
    }

    private static String duration(Duration duration) {
        return duration.isZero() ? "" : PrometheusDuration.format(duration);
    }
}
