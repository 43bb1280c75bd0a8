/** Loki's HTTP API over a log reader: what is served, and where it is mounted. */
@NullMarked
package dev.tributary.queryapi.loki;

import org.jspecify.annotations.NullMarked;
