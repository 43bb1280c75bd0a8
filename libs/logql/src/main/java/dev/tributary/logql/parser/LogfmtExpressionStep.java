package dev.tributary.logql.parser;

import java.util.List;

import dev.tributary.logql.ast.Stage;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;

/** {@code | logfmt a, b="c"}: labels from the values of some keys, the last of equal keys counts; empty where a key is absent. */
public final class LogfmtExpressionStep implements Step {
    private final LogfmtScan scan = new LogfmtScan();
    private final TextCache names = TextCache.ofNames();
    private final TextCache values = new TextCache(text -> text);
    private final List<Stage.Extraction> extractions;
    private final boolean strict;

    /**
     * A step for these labels.
     *
     * @throws IllegalArgumentException for an expression that is no key
     */
    public LogfmtExpressionStep(List<Stage.Extraction> extractions, boolean strict) {
        this.extractions = List.copyOf(extractions);
        this.strict = strict;
        for (Stage.Extraction extraction : extractions) {
            if (!extraction.expression().strip().matches("[A-Za-z_][A-Za-z0-9_.@-]*")) {
                throw new IllegalArgumentException(
                        "cannot parse expression [" + extraction.expression() + "]: unexpected char");
            }
        }
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        if (labels.needsNothing()) {
            return true;
        }
        for (Stage.Extraction extraction : extractions) {
            if (labels.nameOfParsed(extraction.label()).equals(extraction.label())) {
                labels.set(extraction.label(), "");
            }
        }
        Line line = entry.line();
        scan.reset(line.bytes(), line.from(), line.to());
        while (!scan.isAtEnd()) {
            if (scan.next()) {
                pair(labels, line.bytes());
            } else if (strict) {
                break;
            }
        }
        if (strict && !scan.error().isEmpty()) {
            labels.setParserError(ErrorLabels.LOGFMT, scan.error());
        }
        return true;
    }

    private void pair(EntryLabels labels, byte[] bytes) {
        String key = names.of(bytes, scan.keyFrom(), scan.keyTo());
        for (Stage.Extraction extraction : extractions) {
            if (LabelName.of(extraction.expression()).equals(key)) {
                String unquoted = scan.unquoted();
                String value = unquoted == null ? values.of(bytes, scan.valueFrom(), scan.valueTo()) : unquoted;
                labels.set(labels.nameOfParsed(extraction.label()), value.indexOf('\ufffd') >= 0 ? "" : value);
            }
        }
    }
}
