/** Container logs and log files: finds them, follows them, and hands their lines to the spool. */
@NullMarked
package dev.tributary.collector.logfiles;

import org.jspecify.annotations.NullMarked;
