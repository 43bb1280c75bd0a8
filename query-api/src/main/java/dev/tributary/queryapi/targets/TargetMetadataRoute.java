package dev.tributary.queryapi.targets;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.port.TargetDirectory;
import dev.tributary.queryapi.port.TargetDirectory.Target;

/**
 * {@code /api/v1/targets/metadata}: type, help and unit of the families of targets. A page that is federated does not tell
 * which series came by it, so a target has the families of its cluster.
 */
public final class TargetMetadataRoute implements Endpoint {
    private record Entry(Labels target, MetricMetadata metadata) {
    }

    private final TargetDirectory targets;
    private final MetricReader reader;

    public TargetMetadataRoute(TargetDirectory targets, MetricReader reader) {
        this.targets = targets;
        this.reader = reader;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/targets/metadata", Work.LOOKUP, "Type, help and unit of the families of targets.")
                .optional("match_target", "Only targets whose labels this selector matches.")
                .optional("metric", "Only this family.").optional("limit", "Entries to return at most.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        int limit = limit(request);
        String selector = request.parameter("match_target");
        List<Matcher> matchers = selector.isEmpty()
                ? List.of()
                : Selectors.parameter("match_target", List.of(selector)).getFirst();
        ReadAccess wanted = new ReadAccess(matchers);
        String metric = request.parameter("metric");
        List<Entry> found = new ArrayList<>();
        for (Target target : targets.active()) {
            if (found.size() < limit && request.access().allows(target.labels()) && wanted.allows(target.labels())) {
                add(target.labels(), metric, limit, request, found);
            }
        }
        return Reply.data(json -> {
            json.beginArray();
            for (Entry entry : found) {
                json.beginObject().name("target").labels(entry.target());
                if (metric.isEmpty()) {
                    json.name("metric").string(entry.metadata().family());
                }
                json.name("type").string(entry.metadata().type().text()).name("help").string(entry.metadata().help())
                        .name("unit").string(entry.metadata().unit()).endObject();
            }
            json.endArray();
        });
    }

    private void add(Labels target, String metric, int limit, ApiRequest request, List<Entry> found) {
        request.cancellation().check();
        ReadAccess cluster = new ReadAccess(
                List.of(Matcher.equal(ClusterId.LABEL, target.get(ClusterId.LABEL))));
        cluster.narrow(request.access().narrow(reader)).metadata(metric).stream().limit(limit - found.size())
                .forEach(metadata -> found.add(new Entry(target, metadata)));
    }

    private static int limit(ApiRequest request) {
        String text = request.parameter("limit");
        try {
            int limit = text.isEmpty() ? -1 : Integer.parseInt(text);
            return limit < 0 ? Integer.MAX_VALUE : limit;
        } catch (NumberFormatException _) {
            throw ApiException.badData("limit must be a number");
        }
    }
}
