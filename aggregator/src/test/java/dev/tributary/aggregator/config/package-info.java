/** Tests of config. */
@NullMarked
package dev.tributary.aggregator.config;

import org.jspecify.annotations.NullMarked;
