/**
 * The LogQL engine: text in, streams or numbers out. Reads through the log read port only; no HTTP, no store. Begin at
 * {@link dev.tributary.logql.LogqlEngine}; what is answered lies in {@code value}.
 */
@NullMarked
package dev.tributary.logql;

import org.jspecify.annotations.NullMarked;
