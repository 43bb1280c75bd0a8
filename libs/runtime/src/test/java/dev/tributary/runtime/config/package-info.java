/** Tests of configuration files. */
@NullMarked
package dev.tributary.runtime.config;

import org.jspecify.annotations.NullMarked;
