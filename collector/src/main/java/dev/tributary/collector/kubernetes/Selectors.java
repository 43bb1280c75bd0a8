package dev.tributary.collector.kubernetes;

import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Filterable;
import org.jspecify.annotations.Nullable;

/** Puts label and field selectors on a request. */
final class Selectors {
    private Selectors() {
    }

    static <T, L, R> FilterWatchListDeletable<T, L, R> apply(Filterable<FilterWatchListDeletable<T, L, R>> all,
            @Nullable KubernetesSelector selector) {
        FilterWatchListDeletable<T, L, R> chosen = all.withLabelSelector(selector == null ? "" : selector.label());
        if (selector != null) {
            for (String term : selector.field().split(",")) {
                chosen = field(chosen, term.strip());
            }
        }
        return chosen;
    }

    private static <T, L, R> FilterWatchListDeletable<T, L, R> field(FilterWatchListDeletable<T, L, R> all,
            String term) {
        int unequal = term.indexOf("!=");
        if (unequal > 0) {
            return all.withoutField(term.substring(0, unequal), term.substring(unequal + 2));
        }
        int equal = term.indexOf('=');
        if (equal <= 0) {
            return all;
        }
        return all.withField(term.substring(0, equal), term.substring(equal + 1).replaceFirst("^=", ""));
    }
}
