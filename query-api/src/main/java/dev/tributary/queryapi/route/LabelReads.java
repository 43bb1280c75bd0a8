package dev.tributary.queryapi.route;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.param.TimeParameter;

/** What the routes for label names and label values share: selectors, times, union, order, limit. */
final class LabelReads {
    private final List<List<Matcher>> selectors;
    private final long start;
    private final long end;
    private final int limit;

    private LabelReads(ApiRequest request) {
        limit = CommonParameters.limit(request);
        start = CommonParameters.time(request, "start", TimeParameter.MIN_MILLIS);
        end = CommonParameters.time(request, "end", TimeParameter.MAX_MILLIS);
        selectors = Selectors.parse(request.parameters().all("match[]"));
    }

    static LabelReads of(ApiRequest request) {
        return new LabelReads(request);
    }

    static RouteSpec describe(RouteSpec spec) {
        return spec.repeated("match[]", false, "Only labels of series that one of these selectors matches.")
                .optional("start", "First instant of interest.").optional("end", "Last instant of interest.")
                .optional("limit", "Entries to return at most; 0 for all.");
    }

    /** Reads for each selector and answers with the union, in byte order, cut to the limit. */
    Reply answer(Function<SeriesQuery, List<String>> read) {
        List<String> all = selectors.size() <= 1
                ? read.apply(query(selectors.isEmpty() ? List.of() : selectors.getFirst()))
                : union(read);
        boolean cut = limit > 0 && all.size() > limit;
        List<String> shown = cut ? all.subList(0, limit) : all;
        return new Reply.Data(json -> json.strings(shown), cut ? List.of(QueryRunner.TRUNCATED) : List.of(),
                List.of());
    }

    private List<String> union(Function<SeriesQuery, List<String>> read) {
        NavigableSet<String> all = new TreeSet<>(Labels::compareUtf8);
        selectors.forEach(matchers -> all.addAll(read.apply(query(matchers))));
        return new ArrayList<>(all);
    }

    /** Asks for one more than wanted, to know whether there are more. */
    private SeriesQuery query(List<Matcher> matchers) {
        return new SeriesQuery(matchers, start, end, limit == 0 || limit == Integer.MAX_VALUE ? 0 : limit + 1);
    }
}
