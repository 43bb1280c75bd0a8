@NullMarked
package dev.tributary.collector.federate;

import org.jspecify.annotations.NullMarked;
