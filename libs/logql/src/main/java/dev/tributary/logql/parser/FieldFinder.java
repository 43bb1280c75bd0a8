package dev.tributary.logql.parser;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** Finds the first field of a line, in JSON or logfmt, whose key is one of some. Owned by one thread. */
public final class FieldFinder {
    private final JsonScan json = new JsonScan();
    private final LogfmtScan logfmt = new LogfmtScan();
    private final TextCache keys = new TextCache(key -> key);
    private final Predicate<String> wanted;
    private final int jsonDepthMax;
    private @Nullable String found;

    /** A finder that looks so deep into JSON. */
    public FieldFinder(Predicate<String> wanted, int jsonDepthMax) {
        this.wanted = wanted;
        this.jsonDepthMax = jsonDepthMax;
    }

    /** The field's text, or null when the line has none such. */
    public @Nullable String find(byte[] bytes, int from, int to) {
        found = null;
        int first = from;
        while (first < to && bytes[first] >= 0 && bytes[first] <= ' ') {
            first++;
        }
        if (first < to && bytes[first] == '{') {
            json.reset(bytes);
            try {
                inJson(bytes, first, to, 1);
            } catch (JsonProblem _) {
                return found;
            }
        } else {
            inLogfmt(bytes, from, to);
        }
        return found;
    }

    private boolean inJson(byte[] bytes, int from, int to, int depth) {
        return json.object(from, to, (key, kind, valueFrom, valueTo) -> {
            if (kind == JsonScan.Kind.STRING && wanted.test(key)) {
                found = new String(bytes, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8);
                return false;
            }
            return kind != JsonScan.Kind.OBJECT || depth >= jsonDepthMax
                    || inJson(bytes, valueFrom, valueTo, depth + 1);
        });
    }

    private void inLogfmt(byte[] bytes, int from, int to) {
        logfmt.reset(bytes, from, to);
        while (!logfmt.isAtEnd()) {
            if (!logfmt.next()) {
                return;
            }
            if (logfmt.valueTo() > logfmt.valueFrom()
                    && wanted.test(keys.of(bytes, logfmt.keyFrom(), logfmt.keyTo()))) {
                found = new String(bytes, logfmt.valueFrom(), logfmt.valueTo() - logfmt.valueFrom(),
                        StandardCharsets.UTF_8);
                return;
            }
        }
    }
}
