package dev.tributary.logql.parser;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds a field of a line whose name is one of some. In JSON the first that is met counts, in logfmt, where letters of any size
 * are the same, that whose name stands first among those looked for. Owned by one thread.
 */
public final class FieldFinder {
    private final JsonScan json = new JsonScan();
    private final LogfmtScan logfmt = new LogfmtScan();
    private final TextCache keys = new TextCache(key -> key);
    private final Set<String> names;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final int jsonDepthMax;
    private int longest;
    private @Nullable String found;

    /** A finder of these names, the most wanted first, that looks so deep into JSON. */
    public FieldFinder(List<String> names, int jsonDepthMax) {
        this.names = new HashSet<>(names);
        this.jsonDepthMax = jsonDepthMax;
        for (String name : names) {
            ranks.putIfAbsent(name.toLowerCase(Locale.ROOT), ranks.size());
            longest = Math.max(longest, name.length());
        }
    }

    /** The field's text, or null when the line has none such. */
    public @Nullable String find(byte[] bytes, int from, int to) {
        found = null;
        int first = from;
        while (first < to && isBlank(bytes[first])) {
            first++;
        }
        int behind = to;
        while (behind > first && isBlank(bytes[behind - 1])) {
            behind--;
        }
        if (first < behind && bytes[first] == '{' && bytes[behind - 1] == '}') {
            json.reset(bytes);
            try {
                inJson(bytes, first, behind, 1);
            } catch (JsonProblem _) {
                return found;
            }
        } else {
            inLogfmt(bytes, from, to);
        }
        return found;
    }

    private static boolean isBlank(byte c) {
        return c >= 0 && c <= ' ';
    }

    private boolean inJson(byte[] bytes, int from, int to, int depth) {
        return json.object(from, to, (key, kind, valueFrom, valueTo) -> {
            if (kind == JsonScan.Kind.STRING && names.contains(key)) {
                found = new String(bytes, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8);
                return false;
            }
            return kind != JsonScan.Kind.OBJECT || depth >= jsonDepthMax
                    || inJson(bytes, valueFrom, valueTo, depth + 1);
        });
    }

    private void inLogfmt(byte[] bytes, int from, int to) {
        logfmt.reset(bytes, from, to);
        int best = ranks.size();
        while (best > 0 && !logfmt.isAtEnd() && logfmt.next()) {
            int rank = logfmt.keyTo() - logfmt.keyFrom() > longest ? best : rank(bytes);
            if (rank < best) {
                best = rank;
                found = new String(bytes, logfmt.valueFrom(), logfmt.valueTo() - logfmt.valueFrom(),
                        StandardCharsets.UTF_8);
            }
        }
    }

    private int rank(byte[] bytes) {
        String key = keys.of(bytes, logfmt.keyFrom(), logfmt.keyTo());
        return ranks.getOrDefault(key.toLowerCase(Locale.ROOT), ranks.size());
    }
}
