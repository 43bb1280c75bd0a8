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

    /** Cuts the selectors into several groups that each fit the URL of a request for a range of names. */
    public List<Selectors> perRequest(NameRange range) {
        List<String> asked = textsWithin(range);
        List<Selectors> requests = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < asked.size(); i++) {
            int length = java.net.URLEncoder.encode(asked.get(i), StandardCharsets.UTF_8).length()
                    + "match%5B%5D=&".length();
            if (i > from && bytes + length > QUERY_BYTES_MAX) {
                requests.add(part(from, i));
                from = i;
                bytes = 0;
            }
            bytes += length;
        }
        requests.add(part(from, asked.size()));
        return requests;
    }

    private Selectors part(int from, int to) {
        return new Selectors(texts.subList(from, to), parsed.subList(from, to));
    }
}
