/**
 * Who is writing: credentials, and the cluster they stand for. Nothing here stores or decodes samples.
 */
@NullMarked
package dev.tributary.aggregator.identity;

import org.jspecify.annotations.NullMarked;
