/**
 * Files that grow, are renamed, compressed, cut and removed while they are read: their identity, their generations, and how
 * far each was read. Knows bytes and lines, not what a line says.
 */
@NullMarked
package dev.tributary.collector.files;

import org.jspecify.annotations.NullMarked;
