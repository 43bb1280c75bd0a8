package dev.tributary.logql.ast;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Entries of a window in time.
 *
 * @param input  which entries
 * @param unwrap what makes a label of each entry its value, null where entries are counted or measured in bytes
 * @param range  the window's length
 * @param offset how far the window ends before the instant of evaluation; may be negative
 */
public record LogRange(LogExpr input, @Nullable Unwrap unwrap, Duration range, Duration offset) {
}
