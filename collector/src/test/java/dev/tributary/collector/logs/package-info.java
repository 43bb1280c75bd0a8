@NullMarked
package dev.tributary.collector.logs;

import org.jspecify.annotations.NullMarked;
