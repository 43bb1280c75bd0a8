/**
 * Commands that work on what a hub stores: backup, restore, verification, deletion, import. Of the roles they know only the
 * store itself; a running hub is asked over HTTP.
 */
@NullMarked
package dev.tributary.app.storage;

import org.jspecify.annotations.NullMarked;
