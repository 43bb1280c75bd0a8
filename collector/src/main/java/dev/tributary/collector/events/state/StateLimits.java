package dev.tributary.collector.events.state;

import java.time.Duration;

/**
 * How much is remembered.
 *
 * @param knownMax  events; beyond it those that are gone and then those that happened longest ago are forgotten
 * @param goneKept  how long an event is remembered that the API server has no more: a list may be older than its end
 * @param seriesMax series of totals
 */
public record StateLimits(int knownMax, Duration goneKept, int seriesMax) {
}
