package dev.tributary.logql.parse;

/**
 * A piece of a query.
 *
 * @param text   as written, or for strings and ranges what is inside
 * @param amount nanoseconds of durations and ranges, bytes of sizes
 * @param line   counted from one; 0 where Loki does not know it
 * @param column in characters, counted from one
 */
record Token(TokenKind kind, String text, long amount, int line, int column) {
}
