package dev.tributary.queryapi.search;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/**
 * {@code /api/v1/search/...}: names and values that fit what a person half remembers. All is found before the first byte
 * goes out, so an answer that begins also ends well; memory holds what the store lists and no more hits than asked for.
 */
public final class SearchRoute implements Endpoint {
    /** What is searched. */
    public enum Subject {
        METRIC_NAMES("metric_names", "The names of metrics that fit what is looked for, a JSON document a line."),
        LABEL_NAMES("label_names", "The names of labels that fit what is looked for, a JSON document a line."),
        LABEL_VALUES("label_values", "The values of a label that fit what is looked for, a JSON document a line.");

        private final String route;
        private final String summary;

        Subject(String route, String summary) {
            this.route = route;
            this.summary = summary;
        }
    }

    private static final String METADATA = "include_metadata";
    private static final String LABEL = "label";

    private final Subject subject;
    private final MetricReader reader;
    private final SearchLimits limits;
    private final Clock clock;

    public SearchRoute(Subject subject, MetricReader reader, SearchLimits limits, Clock clock) {
        this.limits = limits;
        this.subject = subject;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        RouteSpec shared = SearchQuestion.describe(
                RouteSpec.getOrPost("/api/v1/search/" + subject.route, Work.LOOKUP, subject.summary));
        return switch (subject) {
            case METRIC_NAMES -> shared.optional(METADATA, "Adds type, help and unit to each hit.");
            case LABEL_NAMES -> shared;
            case LABEL_VALUES -> shared.required(LABEL, "The label whose values are searched.");
        };
    }

    @Override
    public Reply answer(ApiRequest request) {
        SearchQuestion question = SearchQuestion.of(request, subject.route, limits, clock.millis());
        MetricReader narrowed = request.access().narrow(reader);
        boolean describe = subject == Subject.METRIC_NAMES && SearchQuestion.truth(request, METADATA, false);
        BestHits best = question.find(read(request, narrowed), request.cancellation());
        List<Hit> hits = best.inOrder();
        HitLines lines = new HitLines(subject == Subject.LABEL_VALUES ? "value" : "name", question.scores(),
                describe ? descriptions(hits, narrowed) : Map.of());
        return new Reply.Stream("application/x-ndjson; charset=utf-8", Map.of(), true,
                out -> lines.write(hits, question.batch(), best.more(), out));
    }

    private Function<SeriesQuery, List<String>> read(ApiRequest request, MetricReader narrowed) {
        return switch (subject) {
            case METRIC_NAMES -> query -> narrowed.labelValues(Labels.NAME, query);
            case LABEL_NAMES -> narrowed::labelNames;
            case LABEL_VALUES -> {
                String label = request.parameter(LABEL);
                if (label.isEmpty()) {
                    throw ApiException.badData("missing required parameter \"label\"");
                }
                yield query -> narrowed.labelValues(label, query);
            }
        };
    }

    /** What is stated first of the families among the hits. */
    private static Map<String, MetricMetadata> descriptions(List<Hit> hits, MetricReader narrowed) {
        Set<String> names = hits.stream().map(Hit::text).collect(Collectors.toSet());
        Map<String, MetricMetadata> found = new HashMap<>();
        if (!names.isEmpty()) {
            for (MetricMetadata one : narrowed.metadata("")) {
                if (names.contains(one.family())) {
                    found.putIfAbsent(one.family(), one);
                }
            }
        }
        return found;
    }
}
