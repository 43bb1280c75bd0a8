/** JSON of results, written value by value into bytes: nothing is built in memory beside the bytes themselves. */
@NullMarked
package dev.tributary.queryapi.json;

import org.jspecify.annotations.NullMarked;
