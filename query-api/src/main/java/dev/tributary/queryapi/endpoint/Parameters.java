package dev.tributary.queryapi.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request. Those of a form body come before those of the address, so that a form wins where both
 * name one, as Prometheus has it. An absent parameter reads as the empty text.
 */
public final class Parameters {
    /** No parameters. */
    public static final Parameters NONE = new Parameters(Map.of());

    /** Parameters one request may carry; a selector list is the longest thing clients send. */
    static final int COUNT_MAX = 10_000;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Parameters from name, value, name, value. */
    public static Parameters of(String... namesAndValues) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return new Parameters(values);
    }

    /**
     * Reads a form body and the query part of an address, both in the form encoding; either may be null.
     *
     * @throws ApiException when an escape is broken or there are too many parameters
     */
    public static Parameters parse(@Nullable String form, @Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = form == null ? 0 : FormText.parse(form, values, COUNT_MAX);
        if (query != null) {
            FormText.parse(query, values, COUNT_MAX - count);
        }
        return new Parameters(values);
    }

    /** The first value of a parameter, or the empty text. */
    public String get(String name) {
        List<String> all = values.get(name);
        return all == null ? "" : all.getFirst();
    }

    /** All values of a parameter in the order given. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }
}
