package dev.tributary.queryapi.param;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Matcher;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.Parser;
import dev.tributary.queryapi.endpoint.ApiException;

/** The series selectors of {@code match[]} parameters. */
public final class Selectors {
    private Selectors() {
    }

    /**
     * The matchers of each selector.
     *
     * @throws ApiException when one is no selector, or would match every series
     */
    public static List<List<Matcher>> parse(List<String> texts) {
        List<List<Matcher>> selectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            selectors.add(parseAny(text));
        }
        requireNarrow(selectors);
        return selectors;
    }

    /**
     * Refuses selectors that would match every series.
     *
     * @throws ApiException when there is one
     */
    public static void requireNarrow(List<List<Matcher>> selectors) {
        for (List<Matcher> matchers : selectors) {
            if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
                throw ApiException.badData("match[] must contain at least one non-empty matcher");
            }
        }
    }

    /**
     * The matchers of each selector, which may match every series.
     *
     * @throws ApiException that names the parameter when one is no selector
     */
    public static List<List<Matcher>> parameter(String name, List<String> texts) {
        try {
            return texts.stream().map(Selectors::parseAny).toList();
        } catch (ApiException e) {
            throw ApiException.badParameter(name, e.text());
        }
    }

    /**
     * The matchers of one selector, which may match every series.
     *
     * @throws ApiException when it is no selector
     */
    public static List<Matcher> parseAny(String text) {
        try {
            return Parser.selector(text);
        } catch (ParseException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }
}
