/** Log entries on their way in: checked, brought into their form, logged and applied. */
@NullMarked
package dev.tributary.aggregator.storage.logs.write;

import org.jspecify.annotations.NullMarked;
