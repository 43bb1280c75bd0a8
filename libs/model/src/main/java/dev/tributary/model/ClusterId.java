package dev.tributary.model;

import java.util.regex.Pattern;

/**
 * The name of a cluster as its credential states it: the value of the {@code cluster} label on everything it sends.
 * Letters, digits, dot, dash and underscore, starting with a letter or digit, at most 63 characters, so that it can stand
 * in keys, paths and label values unescaped.
 */
public record ClusterId(String value) implements Comparable<ClusterId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** The label that every stored series and stream carries. */
    public static final String LABEL = "cluster";

    /** Where a {@code cluster} label goes that the data brought along and that names something else. */
    public static final String EXPORTED_LABEL = "exported_cluster";

    /** The hub's own series; the leading underscore keeps any user's cluster from taking the name. */
    public static final ClusterId HUB = new ClusterId("_hub");

    /** As whom data is taken that comes without a credential and names no cluster. */
    public static final ClusterId UNNAMED = new ClusterId("default");

    public ClusterId {
        if (!value.equals("_hub") && !isUsable(value)) {
            throw new IllegalArgumentException("cluster name '" + value
                    + "' is not usable: letters, digits, '.', '-' and '_', starting with a letter or digit, at most 63");
        }
    }

    /** True for a name that a sender's cluster may have. */
    public static boolean isUsable(String name) {
        return FORM.matcher(name).matches();
    }

    @Override
    public int compareTo(ClusterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
