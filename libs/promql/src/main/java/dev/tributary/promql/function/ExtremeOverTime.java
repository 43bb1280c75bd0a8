package dev.tributary.promql.function;

/**
 * {@code max_over_time}, {@code min_over_time} and the times of them. NaN only counts while nothing else is there. The values
 * that can still become the extreme are kept in a queue, so that no window is scanned again.
 */
final class ExtremeOverTime extends FloatsOnly {
    private final boolean maximum;
    private final boolean time;
    private SeriesSamples samples = new SeriesSamples();
    private int[] queue = new int[16];
    private int head;
    private int tail;
    private int seen;

    ExtremeOverTime(RangeCall call, boolean maximum, boolean time) {
        super(call);
        this.maximum = maximum;
        this.time = time;
    }

    @Override
    void begin(SeriesSamples series) {
        samples = series;
        head = 0;
        tail = 0;
        seen = 0;
        if (queue.length < series.floatCount()) {
            queue = new int[series.floatCount()];
        }
    }

    @Override
    double evaluate(Window window, int step) {
        double[] floats = samples.floats();
        seen = Math.max(seen, window.floatFrom());
        while (seen < window.floatTo()) {
            double value = floats[seen];
            while (tail > head && isBeaten(floats[queue[tail - 1]], value)) {
                tail--;
            }
            queue[tail++] = seen++;
        }
        while (queue[head] < window.floatFrom()) {
            head++;
        }
        int extreme = queue[head];
        return time ? window.floatTime(extreme) / 1000.0 : floats[extreme];
    }

    /**
     * True when an earlier value can never again be the result once a later one is in the window. Of equal ones the first
     * value counts, but the last time; of several NaN likewise.
     */
    private boolean isBeaten(double earlier, double later) {
        if (Double.isNaN(earlier)) {
            return time || !Double.isNaN(later);
        }
        if (earlier == later) {
            return time;
        }
        return maximum ? later > earlier : later < earlier;
    }
}
