package dev.tributary.collector.stages;

import java.time.Duration;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** Drops entries for which everything that is set holds. */
public record DropStage(
        @Default("\"\"") @Doc("Extracted values to look at, their names joined by commas. Empty: the line.") String source,
        @Default(";") @Doc("What joins several values.") String separator,
        @Doc("RE2 expression that must match, not anchored.") @Nullable String expression,
        @Doc("Text that the value must be.") @Nullable String value,
        @Doc("Age the entry must exceed.") @Nullable Duration olderThan,
        @Doc("Size the line must exceed.") @Nullable ByteSize longerThan,
        @Default("drop_stage") @Doc("Under which reason they are counted.") String dropCounterReason) {
    public DropStage {
        if (expression != null) {
            Expressions.compile("expression", expression);
        }
        if (expression != null && value != null) {
            throw new IllegalArgumentException("value cannot stand beside expression");
        }
        if (value != null && source.isEmpty()) {
            throw new IllegalArgumentException("value needs a source");
        }
        if (source.isEmpty() && expression == null && olderThan == null && longerThan == null) {
            throw new IllegalArgumentException(
                    "drop needs one of source, expression, older_than, longer_than, or it drops everything");
        }
    }
}
