/** The {@code info} function: labels of info metrics join the series they describe. */
@NullMarked
package dev.tributary.promql.exec.info;

import org.jspecify.annotations.NullMarked;
