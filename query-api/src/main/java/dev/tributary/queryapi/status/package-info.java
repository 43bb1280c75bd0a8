/** What the hub says of itself: build, settings, store, features, notifications, health. */
@NullMarked
package dev.tributary.queryapi.status;

import org.jspecify.annotations.NullMarked;
