/** What an asker may see, applied to every kind of read. No HTTP here: whoever checks credentials builds these values. */
@NullMarked
package dev.tributary.queryapi.access;

import org.jspecify.annotations.NullMarked;
