package dev.tributary.logql.exec;

import java.util.List;

import dev.tributary.logql.ast.ByteSizeText;
import dev.tributary.logql.ast.RangeOperation;
import dev.tributary.logql.ast.Unwrap;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.ErrorLabels;
import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.logql.label.LabelCondition;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoFloatParser;
import org.jspecify.annotations.Nullable;

/** The number that an entry stands for: one, the bytes of its line, or what a label says. Owned by one thread. */
final class EntryNumber {
    private final @Nullable Unwrap unwrap;
    private final List<LabelCondition> filters;
    private final boolean bytes;
    private double value;

    private EntryNumber(@Nullable Unwrap unwrap, List<LabelCondition> filters, boolean bytes) {
        this.unwrap = unwrap;
        this.filters = filters;
        this.bytes = bytes;
    }

    static EntryNumber of(RangeOperation operation, @Nullable Unwrap unwrap) {
        boolean bytes = operation == RangeOperation.BYTES_OVER_TIME || operation == RangeOperation.BYTES_RATE;
        try {
            List<LabelCondition> filters = unwrap == null
                    ? List.of()
                    : unwrap.filters().stream().map(LabelCondition::of).toList();
            return new EntryNumber(unwrap, filters, bytes);
        } catch (IllegalArgumentException e) {
            throw new QueryFailure(QueryFailure.Kind.PARSE, "parse error : " + e.getMessage());
        }
    }

    double value() {
        return value;
    }

    /** Reads the number; false when the entry has none or is filtered out. One that is no number marks the entry. */
    boolean read(Entry entry) {
        if (unwrap == null) {
            value = bytes ? entry.line().length() : 1;
            return true;
        }
        String text = entry.labels().find(unwrap.label());
        if (text == null || text.isEmpty()) {
            return false;
        }
        try {
            value = convert(unwrap.conversion(), text);
        } catch (IllegalArgumentException e) {
            value = 0;
            entry.labels().setError(ErrorLabels.SAMPLE, String.valueOf(e.getMessage()));
        }
        for (LabelCondition filter : filters) {
            if (!filter.holds(entry.labels())) {
                return false;
            }
        }
        return true;
    }

    private static double convert(Unwrap.Conversion conversion, String text) {
        return switch (conversion) {
            case NUMBER -> GoFloatParser.parse(text);
            case BYTES -> ByteSizeText.toDouble(ByteSizeText.parse(text));
            case DURATION, DURATION_SECONDS -> GoDuration.parseNanos(text) / 1e9;
        };
    }
}
