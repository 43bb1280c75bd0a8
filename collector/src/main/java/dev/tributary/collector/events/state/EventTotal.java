package dev.tributary.collector.events.state;

/**
 * How many events of a series happened.
 *
 * @param value         occurrences, never less than before; -1 says that the series was given up
 * @param changedMillis when the value changed last
 */
public record EventTotal(EventSeries series, long value, long changedMillis) {
    static final long GIVEN_UP = -1;

    boolean isGivenUp() {
        return value == GIVEN_UP;
    }
}
