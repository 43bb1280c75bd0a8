package dev.tributary.collector.series;

/** What a row of the series table stands for. */
public enum SeriesState {
    /** Its samples are sent. */
    SENDS(0),
    /** Relabeling drops it. */
    DROPPED(1),
    /** Another row, seen in the same round, is sent with the same labels: its samples are not sent. */
    DUPLICATE(2),
    /** No page has it any more. */
    GONE(3);

    private final byte code;

    SeriesState(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static SeriesState of(byte code) {
        return switch (code) {
            case 0 -> SENDS;
            case 1 -> DROPPED;
            case 2 -> DUPLICATE;
            case 3 -> GONE;
            default -> throw new IllegalStateException("no state has the code " + code);
        };
    }
}
