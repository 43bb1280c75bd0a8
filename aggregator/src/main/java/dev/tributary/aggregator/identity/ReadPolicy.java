package dev.tributary.aggregator.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.tributary.aggregator.config.LabelCondition;
import dev.tributary.aggregator.config.ReadCredentialSettings;
import dev.tributary.model.ClusterId;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;

/**
 * What one reader may see: everything whose labels satisfy all matchers.
 *
 * @param name who it is, for logs
 */
public record ReadPolicy(String name, List<Matcher> matchers) {
    /** Sees everything: whoever reads from a hub without read credentials. */
    public static final ReadPolicy EVERYTHING = new ReadPolicy("anybody", List.of());

    public ReadPolicy {
        matchers = List.copyOf(matchers);
    }

    static ReadPolicy of(ReadCredentialSettings settings) {
        List<Matcher> matchers = new ArrayList<>();
        if (!settings.clusters().isEmpty()) {
            String anyOf = settings.clusters().stream().map(cluster -> cluster.value().replace(".", "\\."))
                    .collect(Collectors.joining("|"));
            matchers.add(Matcher.of(ClusterId.LABEL, MatchType.REGEX, anyOf));
        }
        settings.matchers().stream().map(LabelCondition::matcher).forEach(matchers::add);
        return new ReadPolicy(settings.name(), matchers);
    }

    public boolean seesEverything() {
        return matchers.isEmpty();
    }
}
