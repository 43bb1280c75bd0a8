package dev.tributary.model;

/**
 * The NaN that says "this series ended here". It is a signalling NaN told apart by its raw bits only, so a value that may
 * be one is moved as long bits or copied, never computed with.
 */
public final class StaleMarker {
    /** Raw bits of the marker, as Prometheus writes them. */
    public static final long BITS = 0x7ff0000000000002L;

    /** Raw bits of every other NaN after parsing text, as Prometheus writes them. */
    public static final long NORMAL_NAN_BITS = 0x7ff8000000000001L;

    /** The marker as a double; use {@link #is} to recognise it. */
    public static final double VALUE = Double.longBitsToDouble(BITS);

    private StaleMarker() {
    }

    /** True when the value has exactly the marker's bits. */
    public static boolean is(double value) {
        return Double.doubleToRawLongBits(value) == BITS;
    }
}
