/** Rules, alerts and Alertmanagers as the API shows them. */
@NullMarked
package dev.tributary.queryapi.rules;

import org.jspecify.annotations.NullMarked;
