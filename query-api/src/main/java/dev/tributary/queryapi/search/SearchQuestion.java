package dev.tributary.queryapi.search;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.tributary.model.Matcher;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.param.BooleanParameter;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.param.Selectors;

/**
 * One search as it was asked for.
 *
 * @param selectors only what series of these carry; empty means all series
 * @param limit     hits at most
 * @param batch     hits in a line
 */
record SearchQuestion(List<List<Matcher>> selectors, long startMillis, long endMillis, SearchTerms terms,
        HitOrder order, boolean scores, int limit, int batch) {
    private static final int LIMIT_DEFAULT = 100;
    private static final Duration SPAN = Duration.ofHours(1);

    static RouteSpec describe(RouteSpec spec) {
        return spec.repeated("match[]", false, "Only what series of one of these selectors carry.")
                .repeated("search[]", false, "What is looked for; several are alternatives.")
                .optional("fuzz_threshold", "The lowest score that fits, 0 to 100; 0 where left out.")
                .optional("fuzz_alg", "subsequence (default) or jarowinkler.")
                .optional("case_sensitive", "Whether upper and lower case differ; true where left out.")
                .optional("sort_by", "alpha or score.").optional("sort_dir", "asc or dsc, with sort_by=alpha.")
                .optional("include_score", "Adds to each hit how well it fits.")
                .optional("start", "First instant of interest; an hour ago where left out.")
                .optional("end", "Last instant of interest; now where left out.")
                .optional("limit", "Hits to return at most, 100 where left out.")
                .optional("batch_size", "Hits in a line, 100 where left out.").content("", "application/x-ndjson");
    }

    /**
     * Reads the parameters that all searches share.
     *
     * @param route names the route in errors
     * @throws ApiException when one does not say what it should
     */
    static SearchQuestion of(ApiRequest request, String route, SearchLimits limits, long nowMillis) {
        long start = CommonParameters.time(request, "start", nowMillis - SPAN.toMillis());
        long end = CommonParameters.time(request, "end", nowMillis);
        if (end < start) {
            throw ApiException.badData("end timestamp must not be before start timestamp");
        }
        List<String> texts = request.parameters().all("search[]");
        SearchTerms.check(texts, limits);
        SearchTerms terms = new SearchTerms(texts,
                FuzzyAlgorithm.named(request.parameter("fuzz_alg")), threshold(request.parameter("fuzz_threshold")),
                truth(request, "case_sensitive", true));
        return new SearchQuestion(Selectors.parse(request.parameters().all("match[]")), start, end, terms,
                HitOrder.of(request, route), truth(request, "include_score", false), limit(request, limits.limitMax()),
                positive(request, "batch_size", LIMIT_DEFAULT));
    }

    private static int threshold(String text) {
        int percent = text.isEmpty() ? 0 : number(text);
        if (percent < 0 || percent > 100) {
            throw ApiException.badData("invalid fuzz_threshold " + GoQuote.quote(text) + ": must be 0-100");
        }
        return percent;
    }

    private static int limit(ApiRequest request, int max) {
        int limit = positive(request, "limit", LIMIT_DEFAULT);
        if (max > 0 && limit > max) {
            throw ApiException.badData("limit " + limit + " exceeds the maximum (" + max + ")");
        }
        return limit;
    }

    private static int positive(ApiRequest request, String name, int otherwise) {
        String text = request.parameter(name);
        int value = text.isEmpty() ? otherwise : number(text);
        if (value <= 0) {
            throw ApiException.badData("invalid " + name + " " + GoQuote.quote(text) + ": must be a positive integer");
        }
        return value;
    }

    /** A whole number, or -1 where it is none. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    static boolean truth(ApiRequest request, String name, boolean otherwise) {
        String text = request.parameter(name);
        try {
            return text.isEmpty() ? otherwise : BooleanParameter.parse(text);
        } catch (IllegalArgumentException _) {
            throw ApiException.badData("invalid " + name + " " + GoQuote.quote(text) + ": must be boolean");
        }
    }

    /** Looks through what a read gives for each selector; of equal texts one counts. */
    BestHits find(Function<SeriesQuery, List<String>> read, Cancellation cancellation) {
        BestHits best = new BestHits(limit, order.comparator());
        TextScore score = terms.score();
        Predicate<String> isNew = selectors.size() > 1 ? new HashSet<String>()::add : _ -> true;
        for (List<Matcher> matchers : selectors.isEmpty() ? List.<List<Matcher>>of(List.of()) : selectors) {
            for (String text : read.apply(query(matchers))) {
                cancellation.check();
                double reached = isNew.test(text) ? score.of(text) : 0;
                if (reached > 0) {
                    best.add(new Hit(text, reached));
                }
            }
        }
        return best;
    }

    /** The store cuts by itself where its order is the one asked for and everything fits: one more tells that there is more. */
    private SeriesQuery query(List<Matcher> matchers) {
        boolean firstFew = terms.fitEverything() && order != HitOrder.DESCENDING;
        return new SeriesQuery(matchers, startMillis, endMillis, firstFew ? limit + 1 : 0);
    }
}
