package dev.tributary.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * An immutable label set: names unique and in byte order of their UTF-8 form, no empty value (an empty value is an absent
 * label). Compared name by name, then value by value, as Prometheus orders series.
 */
public final class Labels implements Comparable<Labels> {
    /** The label that holds the metric name. */
    public static final String NAME = "__name__";

    /** The label set without labels. */
    public static final Labels EMPTY = new Labels(new String[0]);

    /** name, value, name, value, ... */
    private final String[] pairs;

    private int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    /** Labels from name, value, name, value in any order; later values replace earlier ones of the same name. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("labels need a value for every name, got " + namesAndValues.length);
        }
        Builder builder = new Builder(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.set(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** Labels from a map; empty values are left out. */
    public static Labels copyOf(Map<String, String> map) {
        Builder builder = new Builder(map.size());
        map.forEach(builder::set);
        return builder.build();
    }

    /**
     * Takes over an array of name, value pairs that the caller promises to be sorted, unique and without empty values, and
     * never to change again. For stores and codecs that have checked this already.
     */
    public static Labels ofSortedPairs(String[] pairs) {
        return pairs.length == 0 ? EMPTY : new Labels(pairs);
    }

    /** Starts an empty label set. */
    public static Builder builder() {
        return new Builder(8);
    }

    /** Starts from these labels. */
    public Builder toBuilder() {
        Builder builder = new Builder(size() + 2);
        builder.pairs.addAll(Arrays.asList(pairs));
        return builder;
    }

    /** Number of labels. */
    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** Name of the label at a position, in name order. */
    public String name(int index) {
        return pairs[2 * index];
    }

    /** Value of the label at a position, in name order. */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** Value of a label, or the empty string where it is absent: PromQL knows no difference. */
    public String get(String name) {
        int at = indexOf(name);
        return at < 0 ? "" : pairs[2 * at + 1];
    }

    /** Value of a label, or null where it is absent. */
    public @Nullable String find(String name) {
        int at = indexOf(name);
        return at < 0 ? null : pairs[2 * at + 1];
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The metric name, or the empty string. */
    public String metricName() {
        return get(NAME);
    }

    /** Visits every label in name order. */
    public void forEach(BiConsumer<? super String, ? super String> visitor) {
        for (int i = 0; i < pairs.length; i += 2) {
            visitor.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** These labels without the metric name. */
    public Labels withoutName() {
        return without(NAME);
    }

    /** These labels without one of them. */
    public Labels without(String name) {
        int at = indexOf(name);
        if (at < 0) {
            return this;
        }
        String[] rest = new String[pairs.length - 2];
        System.arraycopy(pairs, 0, rest, 0, 2 * at);
        System.arraycopy(pairs, 2 * at + 2, rest, 2 * at, rest.length - 2 * at);
        return ofSortedPairs(rest);
    }

    /** These labels with one set; an empty value removes it. */
    public Labels with(String name, String value) {
        return toBuilder().set(name, value).build();
    }

    /** Only the named labels ({@code by}). */
    public Labels keepOnly(Collection<String> names) {
        return filter(names, true);
    }

    /** All but the named labels and the metric name ({@code without}). */
    public Labels dropAllOf(Collection<String> names) {
        return filter(names, false).withoutName();
    }

    private Labels filter(Collection<String> names, boolean keep) {
        String[] kept = new String[pairs.length];
        int n = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (names.contains(pairs[i]) == keep) {
                kept[n++] = pairs[i];
                kept[n++] = pairs[i + 1];
            }
        }
        return n == pairs.length ? this : ofSortedPairs(Arrays.copyOf(kept, n));
    }

    /** The labels as a map in name order. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>(Labels::compareUtf8);
        forEach(map::put);
        return map;
    }

    /** The names in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(size());
        for (int i = 0; i < pairs.length; i += 2) {
            names.add(pairs[i]);
        }
        return names;
    }

    private int indexOf(String name) {
        // Label sets are small: a linear walk with the length check of String.equals beats a binary search.
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return i / 2;
            }
        }
        return -1;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // stores hand out one text for the labels that series share
    public int compareTo(Labels other) {
        int common = Math.min(pairs.length, other.pairs.length);
        for (int i = 0; i < common; i++) {
            String mine = pairs[i];
            String others = other.pairs[i];
            int order = mine == others ? 0 : compareUtf8(mine, others);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pairs.length, other.pairs.length);
    }

    /** Order of the UTF-8 bytes, which differs from {@link String#compareTo} where surrogates meet U+E000 to U+FFFF. */
    public static int compareUtf8(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xSurrogate = Character.isSurrogate(x);
                return xSurrogate == Character.isSurrogate(y) ? Character.compare(x, y) : xSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Bytes of all names and values in UTF-8: the measure of label size limits. */
    public int utf8Length() {
        int length = 0;
        for (String text : pairs) {
            length += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Labels that && hashCode() == that.hashCode() && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = Arrays.hashCode(pairs);
            hash = h;
        }
        return h;
    }

    /** PromQL notation: {@code name{a="b", c="d"}}, or only braces without a name, as Prometheus prints series. */
    @Override
    public String toString() {
        return LabelText.format(this);
    }

    /** Collects labels in any order. Not safe for several threads. */
    public static final class Builder {
        private final List<String> pairs;

        private Builder(int labels) {
            pairs = new ArrayList<>(2 * labels);
        }

        /** Sets a label; an empty value removes it. */
        public Builder set(String name, String value) {
            for (int i = 0; i < pairs.size(); i += 2) {
                if (pairs.get(i).equals(name)) {
                    if (value.isEmpty()) {
                        pairs.subList(i, i + 2).clear();
                    } else {
                        pairs.set(i + 1, value);
                    }
                    return this;
                }
            }
            if (!value.isEmpty()) {
                pairs.add(name);
                pairs.add(value);
            }
            return this;
        }

        public Builder remove(String name) {
            return set(name, "");
        }

        /** The value collected so far, or the empty string. */
        public String get(String name) {
            for (int i = 0; i < pairs.size(); i += 2) {
                if (pairs.get(i).equals(name)) {
                    return pairs.get(i + 1);
                }
            }
            return "";
        }

        /** The names collected so far, in the order they came. */
        public List<String> names() {
            List<String> names = new ArrayList<>(pairs.size() / 2);
            for (int i = 0; i < pairs.size(); i += 2) {
                names.add(pairs.get(i));
            }
            return names;
        }

        public Labels build() {
            String[] sorted = pairs.toArray(String[]::new);
            // Insertion sort: mostly sorted already, and short.
            for (int i = 2; i < sorted.length; i += 2) {
                String name = sorted[i];
                String value = sorted[i + 1];
                int j = i;
                while (j > 0 && compareUtf8(sorted[j - 2], name) > 0) {
                    sorted[j] = sorted[j - 2];
                    sorted[j + 1] = sorted[j - 1];
                    j -= 2;
                }
                sorted[j] = name;
                sorted[j + 1] = value;
            }
            return ofSortedPairs(sorted);
        }
    }
}
