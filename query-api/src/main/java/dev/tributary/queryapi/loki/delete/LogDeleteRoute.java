package dev.tributary.queryapi.loki.delete;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tributary.logql.LogPipeline;
import dev.tributary.logql.LogqlEngine;
import dev.tributary.model.Matcher;
import dev.tributary.model.text.GoDuration;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.LogDeletions;
import org.jspecify.annotations.Nullable;

/**
 * {@code /loki/api/v1/delete}: makes, lists and cancels requests to delete logs. Somebody who sees a part deletes within it
 * alone, and sees requests for that part alone.
 */
public final class LogDeleteRoute implements Endpoint {
    private static final double NANOS_PER_SECOND = 1e9;

    private final @Nullable LogDeletions deletions;
    private final InstantSource clock;

    /** The route; null turns deletion off. */
    public LogDeleteRoute(@Nullable LogDeletions deletions, InstantSource clock) {
        this.deletions = deletions;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/loki/api/v1/delete", Work.LOOKUP,
                "POST and PUT delete logs, GET lists such requests, DELETE cancels one that is not done.")
                .methods("DELETE", "GET", "POST", "PUT").content("", "application/json; charset=UTF-8")
                .optional("query", "Selector of the streams to delete from, with a pipeline that lets pass what goes.")
                .optional("start",
                        "First instant to delete: Unix seconds or RFC 3339. With end for GET: requests that meet"
                                + " the range.")
                .optional("end", "Last instant to delete; now where it is left out.")
                .optional("max_interval", "Checked as Loki checks it; the work is cut by day and stream here.")
                .optional("request_id", "The request to cancel.")
                .optional("force", "true cancels one that is past its time and not processed.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        LogDeletions known = deletions;
        if (known == null) {
            throw new ApiException(ErrorType.FORBIDDEN, "deletion of logs is off; admin.enabled turns it on");
        }
        return switch (request.method()) {
            case "GET" -> list(known, request);
            case "DELETE" -> cancel(known, request);
            default -> delete(known, request);
        };
    }

    private Reply delete(LogDeletions known, ApiRequest request) {
        LogPipeline query = query(request.parameter("query"));
        String start = request.parameter("start");
        if (start.isEmpty()) {
            throw ApiException.badData("start time not set");
        }
        long startNanos = time("start", start);
        long now = DeleteTime.nanos(clock.instant());
        String end = request.parameter("end");
        long endNanos = end.isEmpty() ? now : time("end", end);
        if (endNanos > now) {
            throw ApiException.badData("deletes in the future are not allowed");
        }
        if (startNanos >= endNanos) {
            throw ApiException.badData("start time can't be greater than or equal to end time");
        }
        if (!query.isSelector()) {
            DeleteTime.checkMaxInterval(request.parameter("max_interval"), endNanos - startNanos);
        }
        List<Matcher> matchers = new ArrayList<>(query.matchers());
        matchers.addAll(request.access().matchers());
        try {
            LogDeletions.Request made = known.delete(matchers, query.stages(), startNanos, endNanos);
            return new Reply.NoContent(Map.of("X-Delete-Request-ID", made.id()));
        } catch (IllegalStateException e) {
            throw new ApiException(ErrorType.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()));
        }
    }

    private static LogPipeline query(String query) {
        if (query.isEmpty()) {
            throw ApiException.badData("query not set");
        }
        return LogqlEngine.pipeline(query);
    }

    private static long time(String name, String text) {
        try {
            return DeleteTime.nanos(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("invalid " + name + " time: " + e.getMessage());
        }
    }

    private static boolean isVisible(LogDeletions.Request one, ApiRequest request) {
        return one.matchers().containsAll(request.access().matchers());
    }

    private static Reply list(LogDeletions known, ApiRequest request) {
        String start = request.parameter("start");
        String end = request.parameter("end");
        boolean ranged = !start.isEmpty() && !end.isEmpty();
        long from = ranged ? time("start", start) : Long.MIN_VALUE;
        long to = ranged ? time("end", end) : Long.MAX_VALUE;
        List<LogDeletions.Request> visible = known.requests().stream()
                .filter(one -> isVisible(one, request) && one.startNanos() <= to && one.endNanos() >= from).toList();
        return new Reply.Json(200, "application/json; charset=UTF-8", json -> {
            json.beginArray();
            visible.forEach(one -> write(one, json));
            json.endArray();
        });
    }

    private static void write(LogDeletions.Request one, JsonWriter json) {
        String selector = one.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", ", "{", "}"));
        String query = one.stages().isEmpty() ? selector : selector + " " + one.stages();
        json.beginObject().name("request_id").string(one.id());
        json.name("start_time").number(one.startNanos() / NANOS_PER_SECOND);
        json.name("end_time").number(one.endNanos() / NANOS_PER_SECOND);
        json.name("query").string(query).name("status").string(one.done() ? "processed" : "received");
        json.name("created_at").number(one.created().toEpochMilli() / 1e3).endObject();
    }

    private static Reply cancel(LogDeletions known, ApiRequest request) {
        String id = request.parameter("request_id");
        LogDeletions.Request found = known.requests().stream()
                .filter(one -> one.id().equals(id) && isVisible(one, request)).findFirst()
                .orElseThrow(
                        () -> new ApiException(ErrorType.NOT_FOUND, "could not find delete request with given id"));
        if (found.done()) {
            throw ApiException.badData("deletion of request which is in process or already processed is not allowed");
        }
        if (!known.cancel(id, request.parameter("force").equals("true"))) {
            throw ApiException.badData("Cancellation of partially completed delete request or delete request past the"
                    + " deadline of " + GoDuration.format(known.cancelPeriod())
                    + " since its creation is not allowed. To force, use the ?force query parameter");
        }
        return new Reply.NoContent();
    }
}
