package dev.tributary.collector.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.promql.parse.Parser;

/** The lines of a page that selectors choose, in the order and the form of a federation page. */
final class FakeSeries {
    private static final String COUNT = "count by (__name__) (";

    private FakeSeries() {
    }

    private static Map<String, String> labels(String line) {
        String series = line.substring(0, line.lastIndexOf('}') < 0 ? line.indexOf(' ') : line.lastIndexOf('}') + 1);
        Map<String, String> labels = new HashMap<>();
        Parser.selector(series).forEach(matcher -> labels.put(matcher.name(), matcher.value()));
        return labels;
    }

    private static boolean isChosen(Map<String, String> labels, List<List<Matcher>> selectors) {
        return selectors.stream().anyMatch(matchers -> matchers.stream()
                .allMatch(matcher -> matcher.matches(labels.getOrDefault(matcher.name(), ""))));
    }

    private static Map<String, StringBuilder> families(String page, List<String> texts) {
        List<List<Matcher>> selectors = texts.stream().map(Parser::selector).toList();
        Map<String, StringBuilder> families = new TreeMap<>();
        for (String line : page.split("\n")) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Map<String, String> labels = labels(line);
            if (isChosen(labels, selectors)) {
                families.computeIfAbsent(String.valueOf(labels.get(Labels.NAME)), _ -> new StringBuilder())
                        .append(line).append('\n');
            }
        }
        return families;
    }

    static String select(String page, List<String> selectors) {
        StringBuilder out = new StringBuilder();
        families(page, selectors).forEach(
                (name, lines) -> out.append("# TYPE ").append(name).append(" untyped\n").append(lines));
        return out.toString();
    }

    /** The answer to the query that counts the series of each name. */
    static String counts(String page, String query) {
        if (!query.startsWith(COUNT)) {
            throw new IllegalArgumentException("only counting is known here, not " + query);
        }
        String selector = query.substring(COUNT.length(), query.length() - 1);
        return families(page, List.of(selector)).entrySet().stream()
                .map(family -> """
                               {"metric":{"__name__":"%s"},"value":[0,"%d"]}""".formatted(family.getKey(),
                        family.getValue().chars().filter(c -> c == '\n').count()))
                .collect(Collectors.joining(",", "{\"status\":\"success\",\"data\":{\"result\":[", "]}}"));
    }
}
