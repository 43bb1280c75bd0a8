/**
 * Finds the targets of a job: written down, in files, behind DNS names. Knows nothing of what targets are used for.
 */
@NullMarked
package dev.tributary.runtime.discovery;

import org.jspecify.annotations.NullMarked;
