package dev.tributary.wire.exposition;

import dev.tributary.model.StaleMarker;

/** Values as Prometheus stores what targets expose. */
final class Canonical {
    private static final double NAN = Double.longBitsToDouble(StaleMarker.NORMAL_NAN_BITS);

    private Canonical() {
    }

    /** The value, with the normal NaN for any NaN: a target cannot write stale markers. */
    static double nan(double value) {
        return Double.isNaN(value) ? NAN : value;
    }
}
