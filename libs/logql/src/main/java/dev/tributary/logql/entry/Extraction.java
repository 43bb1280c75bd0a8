package dev.tributary.logql.entry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which labels parsers are to extract. A log query wants all; a metric query often needs a few, and its parsers stop when
 * they have them, as in Loki: what stands behind is not even looked at, so its mistakes are no mistakes.
 *
 * @param all      every label is wanted
 * @param required what is wanted otherwise; none at all means that parsers have nothing to do
 */
public record Extraction(boolean all, List<String> required) {
    private static final String DUPLICATE_SUFFIX = "_extracted";

    public static final Extraction ALL = new Extraction(true, List.of());

    /** Parsers have nothing to do. */
    public static final Extraction NOTHING = new Extraction(false, List.of());

    public Extraction {
        required = List.copyOf(required);
    }

    /** These labels, and those that become one of them where a stream has a label of the same name. */
    public static Extraction of(List<String> labels) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String label : labels) {
            if (!label.isEmpty()) {
                wanted.add(label);
            }
            if (label.endsWith(DUPLICATE_SUFFIX) && label.length() > DUPLICATE_SUFFIX.length()) {
                wanted.add(label.substring(0, label.length() - DUPLICATE_SUFFIX.length()));
            }
        }
        return new Extraction(false, List.copyOf(wanted));
    }

    public boolean isNothing() {
        return !all && required.isEmpty();
    }

    public boolean wants(String label) {
        return all || required.contains(label);
    }

    /** True when a wanted label may begin so. */
    public boolean wantsPrefix(String prefix) {
        return all || required.stream().anyMatch(label -> label.startsWith(prefix));
    }

    /** True when the query asks for errors, so that an entry with one is no failure. */
    public boolean preservesErrors() {
        return !all && required.contains(ErrorLabels.ERROR);
    }
}
