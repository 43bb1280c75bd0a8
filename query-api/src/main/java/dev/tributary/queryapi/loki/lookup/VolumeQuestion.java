package dev.tributary.queryapi.loki.lookup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.volume.Volume;
import dev.tributary.logql.volume.Volumes;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.StoredStream;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.param.LokiParameters;

/**
 * Which bytes are added up, and by what.
 *
 * @param matchers the streams
 * @param targets  the labels that were asked for; empty where none were
 * @param byName   true to add up for each label name instead of for each series
 * @param limit    so many of the largest
 */
record VolumeQuestion(List<Matcher> matchers, List<String> targets, boolean byName, int limit) {
    static RouteSpec describe(RouteSpec spec) {
        return LokiReplies.describe(LokiBounds.describe(spec.required("query", "Selector of streams; {} for all."))
                .optional("targetLabels",
                        "Labels to add up by, with commas between; those of the selector unless said.")
                .optional("aggregateBy", "series or labels; series unless said.")
                .optional("limit", "So many of the largest; 100 unless said."));
    }

    static VolumeQuestion of(ApiRequest request) {
        long limit = LokiParameters.number(request.parameter("limit"), LokiParameters.LIMIT);
        if (limit < 0) {
            throw ApiException.badData("limit must be a positive value");
        }
        String query = request.parameter("query");
        boolean all = query.replace(" ", "").equals("{}");
        List<Matcher> matchers = new ArrayList<>(all ? List.of() : LogqlEngine.narrowSelector(query));
        String text = request.parameter("targetLabels");
        List<String> targets = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        for (String target : targets) {
            // A stream without the label has no place in the answer.
            if (matchers.stream().noneMatch(matcher -> matcher.name().equals(target))) {
                matchers.add(Matcher.of(target, MatchType.REGEX, ".+"));
            }
        }
        return new VolumeQuestion(matchers, targets, byName(request.parameter("aggregateBy")),
                limit == 0 ? LokiParameters.LIMIT : (int) Math.min(limit, Integer.MAX_VALUE));
    }

    private static boolean byName(String text) {
        return switch (text) {
            case "", "series" -> false;
            case "labels" -> true;
            default -> throw ApiException.badData("invalid aggregation option");
        };
    }

    /** The largest volumes in a time range, the largest first. */
    List<Volume> largest(StreamLookup lookup, ApiRequest request, long startNanos, long endNanos) {
        List<Labels> streams = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        lookup.streams(request, matchers, startNanos, endNanos, (StoredStream stream) -> {
            streams.add(stream.labels());
            bytes.add(StreamSize.of(stream.stats(), startNanos, endNanos).bytes());
        });
        Volumes volumes = new Volumes(labels(streams), byName);
        for (int i = 0; i < streams.size(); i++) {
            volumes.add(streams.get(i), bytes.get(i));
        }
        return volumes.largest(limit);
    }

    private Set<String> labels(List<Labels> streams) {
        Set<String> labels = new LinkedHashSet<>(targets);
        if (targets.isEmpty() && !byName) {
            matchers.forEach(matcher -> labels.add(matcher.name()));
            if (matchers.isEmpty()) {
                streams.forEach(stream -> labels.addAll(stream.names()));
            }
        }
        return labels;
    }
}
