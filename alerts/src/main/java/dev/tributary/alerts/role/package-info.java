/**
 * The alerts role of a hub: configuration, rule files on disk, and the parts put together. Knows the other roles only
 * through ports.
 */
@NullMarked
package dev.tributary.alerts.role;

import org.jspecify.annotations.NullMarked;
