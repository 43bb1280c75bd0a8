package dev.tributary.logql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Cases in YAML: groups with input lines, and queries with what they answer. Times are seconds behind the start of the
 * tests' clock.
 */
final class CaseFile {
    private CaseFile() {
    }

    /**
     * A query over some lines and its answer.
     *
     * @param query what is asked
     * @param lines the input, {@code stream | second | {metadata} | line}
     * @param at    the second of an instant query, or start, end and step of a range
     * @param limit lines at most
     * @param want  the answer as text, one element a line
     * @param error what the error says, null where there is an answer
     */
    record Case(String name, String query, List<String> lines, String at, int limit, boolean forward,
            boolean categorize, List<String> want, @Nullable String error) {
        @Override
        public String toString() {
            return name + ": " + query;
        }
    }

    static List<Case> read(String resource) {
        try (InputStream in = CaseFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            List<Case> cases = new ArrayList<>();
            List<?> groups = new Yaml().load(in);
            for (Object group : groups) {
                addGroup(cases, (Map<?, ?>) group);
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addGroup(List<Case> cases, Map<?, ?> group) {
        List<String> lines = texts(group.get("lines"));
        for (Object each : (List<?>) Objects.requireNonNull(group.get("cases"))) {
            Map<?, ?> one = (Map<?, ?>) each;
            Object own = one.get("lines");
            cases.add(new Case(String.valueOf(group.get("group")), String.valueOf(one.get("query")),
                    own == null ? lines : texts(own), String.valueOf(orElse(one, "at", orElse(group, "at", ""))),
                    Integer.parseInt(String.valueOf(orElse(one, "limit", 100))), "forward".equals(
                            orElse(one, "direction", "forward")),
                    Boolean.TRUE.equals(one.get("categorize")), texts(one.get("want")),
                    one.get("error") == null ? null : String.valueOf(one.get("error"))));
        }
    }

    private static Object orElse(Map<?, ?> map, String key, Object fallback) {
        Object value = map.get(key);
        return value == null ? fallback : value;
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().<String>map(String::valueOf).toList();
            default -> List.of(String.valueOf(value));
        };
    }
}
