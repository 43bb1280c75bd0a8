package dev.tributary.logql.parser;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;
import org.jspecify.annotations.Nullable;

/** {@code | json a="b.c[0]"}: labels from the values that paths lead to; an object comes as it stands in the line. */
public final class JsonExpressionStep implements Step {
    private final JsonScan scan = new JsonScan();
    private final List<Stage.Extraction> extractions;
    private final List<JsonPath> paths;

    /**
     * A step for these labels.
     *
     * @throws IllegalArgumentException for a path that is none
     */
    public JsonExpressionStep(List<Stage.Extraction> extractions) {
        this.extractions = List.copyOf(extractions);
        this.paths = extractions.stream().map(JsonExpressionStep::path).toList();
    }

    private static JsonPath path(Stage.Extraction extraction) {
        try {
            return JsonPath.parse(extraction.expression());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot parse expression [" + extraction.expression() + "]: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        Line line = entry.line();
        if (line.length() == 0 || labels.needsNothing()) {
            return true;
        }
        byte first = line.bytes()[line.from()];
        if (first != '"' && first != '{' && first != '[') {
            labels.setParserError(ErrorLabels.JSON, null);
            return true;
        }
        scan.reset(line.bytes());
        for (int i = 0; i < paths.size(); i++) {
            String label = extractions.get(i).label();
            String value = valueOrNull(paths.get(i), line, labels);
            if (value != null) {
                labels.set(labels.nameOfParsed(label), value);
            } else if (labels.find(label) == null) {
                labels.set(label, "");
            }
        }
        return true;
    }

    private @Nullable String valueOrNull(JsonPath path, Line line, EntryLabels labels) {
        try {
            JsonScan.Found found = scan.find(path, line.from(), line.to());
            return found == null ? null : text(found, line.bytes());
        } catch (JsonProblem e) {
            labels.setParserError(ErrorLabels.JSON, e.getMessage());
            return null;
        }
    }

    private String text(JsonScan.Found found, byte[] bytes) {
        return switch (found.kind()) {
            case NULL -> "";
            case OBJECT, BOOLEAN, NUMBER -> new String(bytes, found.from(), found.to() - found.from(),
                    StandardCharsets.UTF_8);
            case STRING, ARRAY -> {
                String text = scan.unescaped(found.from(), found.to());
                yield text == null ? "" : text.replace('\ufffd', ' ');
            }
        };
    }
}
