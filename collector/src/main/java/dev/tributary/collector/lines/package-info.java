/**
 * Records of a log into entries: container runtimes' lines with their parts, Docker's JSON, journal exports and plain lines.
 * Works on bytes; makes no string on the plain path.
 */
@NullMarked
package dev.tributary.collector.lines;

import org.jspecify.annotations.NullMarked;
