package dev.tributary.promql.histogram;

/**
 * Neumaier's summation: what one addition loses to rounding is kept apart, so that small numbers next to large ones are not
 * lost. The result is the sum plus what was lost.
 */
public final class CompensatedSum {
    private CompensatedSum() {
    }

    /**
     * What has been lost after an addition.
     *
     * @param increment what is added
     * @param sum       the sum before
     * @param total     the rounded sum after: {@code sum + increment}
     * @param lost      what had been lost before
     */
    public static double lost(double increment, double sum, double total, double lost) {
        if (Double.isInfinite(total)) {
            return 0;
        }
        return Math.abs(sum) >= Math.abs(increment)
                ? lost + ((sum - total) + increment)
                : lost + ((increment - total) + sum);
    }
}
