/**
 * Rule groups that people edit through the API: checked, stored, versioned. No HTTP, no evaluation.
 */
@NullMarked
package dev.tributary.alerts.edit;

import org.jspecify.annotations.NullMarked;
