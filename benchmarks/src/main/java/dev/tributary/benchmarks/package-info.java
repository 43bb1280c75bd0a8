/**
 * Measurements of single steps on the way of a sample, by JMH. They use the public types of the modules they measure, so a
 * change there shows here; nothing depends on this. Not null-marked: JMH fills the fields of a state after its constructor.
 */
@NullUnmarked
package dev.tributary.benchmarks;

import org.jspecify.annotations.NullUnmarked;
