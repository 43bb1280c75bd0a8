package dev.tributary.app.query;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A successful answer of the Prometheus API.
 *
 * @param body     the answer exactly as it came
 * @param data     its {@code data}
 * @param warnings what may make the data incomplete
 * @param infos    what may be a mistake in the query
 */
public record ApiAnswer(String body, JsonNode data, List<String> warnings, List<String> infos) {
    public ApiAnswer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }
}
