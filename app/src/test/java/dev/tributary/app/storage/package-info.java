/** Tests of the commands that work on what a hub stores. */
@NullMarked
package dev.tributary.app.storage;

import org.jspecify.annotations.NullMarked;
