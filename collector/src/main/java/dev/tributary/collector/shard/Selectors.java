package dev.tributary.collector.shard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.promql.parse.Parser;

/** Series selectors, parsed, so that conditions can be added. Their union is meant. Immutable. */
public final class Selectors {
    /** Common proxies refuse request lines above 8 KB; the rest is for the path and further parameters. */
    private static final int QUERY_BYTES_MAX = 6000;

    private final List<String> texts;
    private final List<List<Matcher>> parsed;

    private Selectors(List<String> texts, List<List<Matcher>> parsed) {
        this.texts = texts;
        this.parsed = parsed;
    }

    /**
     * Parses selectors.
     *
     * @throws dev.tributary.promql.parse.ParseException when one is none
     */
    public static Selectors parse(List<String> texts) {
        return new Selectors(List.copyOf(texts), texts.stream().map(Parser::selector).toList());
    }

    /** The selectors as they were written. */
    public List<String> texts() {
        return texts;
    }

    /** Conditions of each selector, all of which a series must satisfy. */
    public List<List<Matcher>> within(NameRange range) {
        return with(range.matchers());
    }

    private List<List<Matcher>> with(List<Matcher> further) {
        List<List<Matcher>> all = new ArrayList<>();
        for (List<Matcher> matchers : parsed) {
            List<Matcher> both = new ArrayList<>(matchers);
            both.addAll(further);
            all.add(List.copyOf(both));
        }
        return all;
    }

    /** The same selectors for names of a range only, in PromQL. */
    public List<String> textsWithin(NameRange range) {
        return range.isAll() ? texts : within(range).stream().map(Selectors::text).toList();
    }

    /** The same selectors for one name only, in PromQL. */
    public List<String> textsOf(String name) {
        return with(List.of(Matcher.equal(Labels.NAME, name))).stream().map(Selectors::text).toList();
    }

    private static String text(List<Matcher> matchers) {
        return matchers.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Cuts a list of selectors into several that each fit the URL of a request. */
    public static List<List<String>> perRequest(List<String> selectors) {
        List<List<String>> requests = new ArrayList<>();
        List<String> request = new ArrayList<>();
        int bytes = 0;
        for (String selector : selectors) {
            int length = java.net.URLEncoder.encode(selector, StandardCharsets.UTF_8).length()
                    + "match%5B%5D=&".length();
            if (!request.isEmpty() && bytes + length > QUERY_BYTES_MAX) {
                requests.add(List.copyOf(request));
                request.clear();
                bytes = 0;
            }
            request.add(selector);
            bytes += length;
        }
        requests.add(List.copyOf(request));
        return requests;
    }
}
