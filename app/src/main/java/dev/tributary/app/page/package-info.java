/**
 * The page that a hub shows in a browser: the fleet, its alerts, and where links in notifications lead. Files only; all data come
 * to it through the hub's API.
 */
@NullMarked
package dev.tributary.app.page;

import org.jspecify.annotations.NullMarked;
