package dev.tributary.logql.parser;

import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.EntryLabels;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;
import dev.tributary.logql.line.LinePattern;

/** {@code | pattern}: a label for every named capture. */
public final class PatternStep implements Step {
    private final TextCache values = new TextCache(text -> text);
    private final LinePattern pattern;
    private final EarlyFilters filters;

    /**
     * A step for an expression.
     *
     * @throws IllegalArgumentException for one that is none
     */
    public PatternStep(String expression, EarlyFilters filters) {
        this.pattern = LinePattern.parser(expression);
        this.filters = filters;
    }

    @Override
    public boolean process(Entry entry) {
        EntryLabels labels = entry.labels();
        if (labels.needsNothing()) {
            return true;
        }
        Line line = entry.line();
        boolean[] kept = {true};
        pattern.capture(line.bytes(), line.from(), line.to(), (capture, from, to) -> {
            String name = labels.nameOfParsed(capture);
            if (labels.takesParsed(name)) {
                String value = values.of(line.bytes(), from, to);
                labels.set(name, value);
                kept[0] = filters.keep(name, value);
            }
            return kept[0];
        });
        return kept[0];
    }
}
