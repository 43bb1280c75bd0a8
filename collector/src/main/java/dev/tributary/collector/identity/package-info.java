/** Whose samples these are: the labels every series gets before it leaves the cluster. */
@NullMarked
package dev.tributary.collector.identity;

import org.jspecify.annotations.NullMarked;
