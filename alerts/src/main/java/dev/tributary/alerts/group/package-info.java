/**
 * Evaluation of rule groups in their time slots: queries in, series and alerts out.
 */
@NullMarked
package dev.tributary.alerts.group;

import org.jspecify.annotations.NullMarked;
