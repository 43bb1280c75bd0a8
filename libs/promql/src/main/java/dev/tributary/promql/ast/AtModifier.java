package dev.tributary.promql.ast;

/** The instant an {@code @} modifier names. */
public sealed interface AtModifier {
    /** A fixed time in Unix milliseconds. */
    record Fixed(long millis) implements AtModifier {
    }

    /** {@code @ start()}: the first step of the query. */
    record Start() implements AtModifier {
    }

    /** {@code @ end()}: the last step of the query. */
    record End() implements AtModifier {
    }
}
