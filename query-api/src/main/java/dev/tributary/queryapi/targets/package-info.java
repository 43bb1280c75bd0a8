/** The fleet's targets as the API shows them. */
@NullMarked
package dev.tributary.queryapi.targets;

import org.jspecify.annotations.NullMarked;
