package dev.tributary.logql.parser;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;

/** {@code | unpack}: of a JSON object with a field {@code _entry}, that field becomes the line and all other texts labels. */
public final class UnpackStep implements Step {
    private static final String ENTRY = "_entry";

    private final JsonScan scan = new JsonScan();

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        Line line = entry.line();
        if (line.length() == 0 || labels.needsNothing()) {
            return true;
        }
        if (line.bytes()[line.from()] != '{') {
            labels.setParserError(ErrorLabels.JSON, "expecting json object(6), but it is not");
            return true;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            scan.reset(line.bytes());
            scan.object(line.from(), line.to(), (key, kind, from, to) -> field(fields, key, kind, from, to));
        } catch (JsonProblem e) {
            labels.setParserError(ErrorLabels.JSON, e.getMessage());
            return true;
        }
        String packed = fields.remove(ENTRY);
        if (packed != null) {
            fields.forEach((key, value) -> {
                String name = labels.nameOfParsed(key);
                if (labels.takesParsed(name)) {
                    labels.set(LabelName.of(name), value);
                }
            });
            line.set(packed);
        }
        return true;
    }

    private boolean field(Map<String, String> fields, String key, JsonScan.Kind kind, int from, int to) {
        if (kind == JsonScan.Kind.STRING) {
            String text = scan.unescaped(from, to);
            if (text == null && key.equals(ENTRY)) {
                throw new JsonProblem(JsonProblem.ESCAPE);
            }
            String value = text == null ? "" : text;
            if (key.equals(ENTRY)) {
                fields.put(key, value);
            } else {
                fields.putIfAbsent(key, value.replace('\ufffd', ' '));
            }
        }
        return true;
    }
}
