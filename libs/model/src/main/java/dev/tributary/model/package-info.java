/**
 * Values of the field: labels, samples, histograms, matchers, relabeling. Imports nothing of the project and no I/O; a
 * type enters only when two modules need it.
 */
@NullMarked
package dev.tributary.model;

import org.jspecify.annotations.NullMarked;
