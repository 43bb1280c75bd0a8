package dev.tributary.logql.parser;

import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Step;

/**
 * {@code | json}: a label for every field that is a text, a number or a truth value. Fields of inner objects get the names of
 * both, joined by an underscore; arrays and nulls are passed over; the first of equal names counts.
 */
public final class JsonStep implements Step {
    private final JsonScan scan = new JsonScan();
    private final JsonNames names = new JsonNames();
    private final TextCache values = TextCache.ofValues();
    private final EarlyFilters filters;
    private byte[] bytes = new byte[0];
    private boolean kept;

    public JsonStep(EarlyFilters filters) {
        this.filters = filters;
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        if (labels.needsNothing()) {
            return true;
        }
        kept = true;
        bytes = entry.line().bytes();
        scan.reset(bytes);
        try {
            scan.object(entry.line().from(), entry.line().to(),
                    (key, kind, from, to) -> field(labels, "", key, kind, from, to));
        } catch (JsonProblem e) {
            labels.setParserError(ErrorLabels.JSON, e.getMessage());
        }
        return kept;
    }

    private boolean field(EntryLabels labels, String prefix, String key, JsonScan.Kind kind, int from, int to) {
        switch (kind) {
            case STRING, NUMBER, BOOLEAN -> set(labels, prefix, key, kind, from, to);
            case OBJECT -> {
                String inner = names.of(prefix, key);
                if (labels.extraction().wantsPrefix(inner) && !scan.object(from, to,
                        (innerKey, innerKind, innerFrom, innerTo) -> field(labels, inner, innerKey, innerKind,
                                innerFrom, innerTo))) {
                    return false;
                }
            }
            case ARRAY, NULL -> {
            }
        }
        return kept && !labels.isComplete();
    }

    private void set(EntryLabels labels, String prefix, String key, JsonScan.Kind kind, int from, int to) {
        String plain = names.of(prefix, key);
        if (plain.isEmpty()) {
            return;
        }
        String name = labels.nameOfParsed(plain);
        if (!labels.takesParsed(name)) {
            return;
        }
        String value = kind == JsonScan.Kind.STRING ? text(from, to) : values.of(bytes, from, to);
        labels.set(name, value);
        kept = filters.keep(name, value);
    }

    private String text(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                String text = scan.unescaped(from, to);
                return text == null ? "" : text.replace('\ufffd', ' ');
            }
        }
        return values.of(bytes, from, to);
    }
}
