/**
 * From the bytes of one exposition page to samples worth sending: decompression, parsing, labels, what is new since the
 * last page. No HTTP and no timers: bytes come in by hand.
 */
@NullMarked
package dev.tributary.collector.page;

import org.jspecify.annotations.NullMarked;
