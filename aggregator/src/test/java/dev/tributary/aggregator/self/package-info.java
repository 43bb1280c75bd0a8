@NullMarked
package dev.tributary.aggregator.self;

import org.jspecify.annotations.NullMarked;
