package dev.tributary.logql.parser;

import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;

/** {@code | logfmt}: a label for every pair. Keys without a value count only with {@code --keep-empty}. */
public final class LogfmtStep implements Step {
    private final LogfmtScan scan = new LogfmtScan();
    private final TextCache names = TextCache.ofNames();
    private final TextCache values = TextCache.ofValues();
    private final boolean strict;
    private final boolean keepEmpty;
    private final EarlyFilters filters;

    public LogfmtStep(boolean strict, boolean keepEmpty, EarlyFilters filters) {
        this.strict = strict;
        this.keepEmpty = keepEmpty;
        this.filters = filters;
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        if (labels.needsNothing()) {
            return true;
        }
        Line line = entry.line();
        scan.reset(line.bytes(), line.from(), line.to());
        while (!scan.isAtEnd()) {
            if (!scan.next()) {
                if (strict) {
                    break;
                }
            } else if (!pair(labels, line.bytes())) {
                return false;
            } else if (labels.isComplete()) {
                break;
            }
        }
        if (strict && !scan.error().isEmpty()) {
            labels.setParserError(ErrorLabels.LOGFMT, scan.error());
        }
        return true;
    }

    private boolean pair(EntryLabels labels, byte[] bytes) {
        String plain = names.of(bytes, scan.keyFrom(), scan.keyTo());
        if (plain.isEmpty()) {
            return true;
        }
        String name = labels.nameOfParsed(plain);
        if (!labels.takesParsed(name)) {
            return true;
        }
        String unquoted = scan.unquoted();
        String value = unquoted == null
                ? values.of(bytes, scan.valueFrom(), scan.valueTo())
                : unquoted.replace('\ufffd', ' ');
        if (value.isEmpty() && !keepEmpty) {
            return true;
        }
        labels.set(name, value);
        return filters.keep(name, value);
    }
}
