package dev.tributary.promql.exec.info;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;

/** Which info series are wanted: by name, by the labels they must carry and by the series they are to describe. */
final class InfoMatchers {
    /** The labels by which info series and others find each other. */
    static final List<String> IDENTIFYING = List.of("instance", "job");
    private static final String DEFAULT_METRIC = "target_info";

    private final List<Matcher> names = new ArrayList<>();
    private final List<Matcher> data = new ArrayList<>();
    private final Set<String> dataNames = new HashSet<>();

    /** From the matchers of the second argument; none means all labels of {@code target_info}. */
    InfoMatchers(List<Matcher> selector) {
        for (Matcher matcher : selector) {
            if (matcher.name().equals(Labels.NAME)) {
                names.add(matcher);
            } else {
                data.add(matcher);
                dataNames.add(matcher.name());
            }
        }
        boolean anyPositive = names.stream().anyMatch(each -> !each.isNegative());
        if (names.isEmpty()) {
            names.add(Matcher.equal(Labels.NAME, DEFAULT_METRIC));
        } else if (!anyPositive) {
            names.add(0, Matcher.of(Labels.NAME, MatchType.REGEX, ".+_info"));
        }
    }

    /** True for series that are info series themselves and are left alone. */
    boolean isInfo(Labels series) {
        return names.stream().allMatch(each -> each.matches(series.metricName()));
    }

    /** True when a label of an info series is to be taken over. */
    boolean isWanted(String label) {
        return !label.equals(Labels.NAME) && (dataNames.isEmpty() || dataNames.contains(label));
    }

    /** True when a series without any info series stays: no condition asks for a label to be there. */
    boolean allowsNoInfo() {
        return data.stream().allMatch(Matcher::matchesEmpty);
    }

    /** The matchers that find the info series of some series; empty when these have no identifying label. */
    List<Matcher> forSeries(Collection<Labels> described) {
        Map<String, Set<String>> values = new TreeMap<>();
        for (Labels labels : described) {
            for (String name : IDENTIFYING) {
                String value = labels.get(name);
                if (!value.isEmpty()) {
                    values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value);
                }
            }
        }
        if (values.isEmpty()) {
            return List.of();
        }
        List<Matcher> matchers = new ArrayList<>();
        values.forEach((name, each) -> matchers.add(Matcher.of(name, MatchType.REGEX,
                String.join("|", each.stream().map(InfoMatchers::quote).toList()))));
        matchers.addAll(data);
        matchers.addAll(names);
        return matchers;
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if ("\\.+*?()|[]{}^$".indexOf(text.charAt(i)) >= 0) {
                out.append('\\');
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }
}
