/** Servers for tests: a Prometheus that misbehaves on demand, a receiver that keeps what it is sent. */
@NullMarked
package dev.tributary.collector.kit;

import org.jspecify.annotations.NullMarked;
