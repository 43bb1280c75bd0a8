/**
 * Alerts on their way to every Alertmanager: queue, batches, resend, drain.
 */
@NullMarked
package dev.tributary.alerts.notify;

import org.jspecify.annotations.NullMarked;
