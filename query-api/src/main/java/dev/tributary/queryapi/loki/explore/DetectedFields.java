package dev.tributary.queryapi.loki.explore;

import java.time.InstantSource;
import java.util.List;

import dev.tributary.logql.detect.DetectedField;
import dev.tributary.logql.detect.FieldDetector;
import dev.tributary.logql.value.LogStream;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.param.LokiParameters;
import dev.tributary.queryapi.loki.query.LogQueryService;

/** Looks for fields in the newest lines of a query, for both routes that tell them. */
public final class DetectedFields {
    private static final int FIELDS = 1000;

    private final LogQueryService service;
    private final LogLines lines;
    private final InstantSource clock;

    public DetectedFields(LogQueryService service, InstantSource clock) {
        this.service = service;
        this.lines = new LogLines(service, "loki_detected_fields");
        this.clock = clock;
    }

    static RouteSpec describe(RouteSpec spec) {
        return LokiReplies.describe(LokiBounds.describe(spec.required("query", "LogQL log query."))
                .optional("line_limit", "Newest lines to look at; 100 unless said.")
                .optional("limit", "Fields or values at most; 1000 unless said.")
                .optional("field_limit", "An older name of the same.").optional("step", "Taken for compatibility."));
    }

    static int limit(ApiRequest request) {
        String name = request.parameter("limit").isEmpty() ? "field_limit" : "limit";
        return LokiParameters.positive(request, name, FIELDS);
    }

    List<DetectedField> among(ApiRequest request, int fieldsMax) {
        LokiBounds bounds = LokiBounds.forward(request, clock).within(service.limits().lengthMax());
        int lineLimit = LokiParameters.positive(request, "line_limit", LokiParameters.LIMIT);
        LokiParameters.step(request, bounds, service.limits().pointsMax());
        service.limits().checkEntries(lineLimit);
        String query = request.parameter("query");
        LogLines.check(query);
        FieldDetector detector = new FieldDetector(fieldsMax);
        for (LogStream stream : lines.newest(query, bounds.startNanos(), bounds.endNanos(), lineLimit, request)) {
            stream.lines().forEach(line -> detector.add(stream.labels(), line));
        }
        return detector.fields();
    }
}
