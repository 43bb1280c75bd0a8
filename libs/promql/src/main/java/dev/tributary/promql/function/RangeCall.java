package dev.tributary.promql.function;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.RangeExtension;

/** What a range function is called with: its place for annotations, its window and its scalar arguments. */
public final class RangeCall {
    private final Notes notes;
    private final long rangeMillis;
    private final RangeExtension extension;
    private final double[][] parameters;

    /**
     * @param notes       where its annotations go
     * @param rangeMillis width of the window
     * @param extension   whether the selector looks beyond the window
     * @param parameters  for each scalar argument its value at each step; taken over
     */
    public RangeCall(Notes notes, long rangeMillis, RangeExtension extension, double[][] parameters) {
        this.notes = notes;
        this.rangeMillis = rangeMillis;
        this.extension = extension;
        this.parameters = parameters;
    }

    Notes notes() {
        return notes;
    }

    RangeExtension extension() {
        return extension;
    }

    double parameter(int index, int step) {
        return parameters[index][step];
    }

    double rangeSeconds() {
        return rangeMillis / 1000.0;
    }
}
