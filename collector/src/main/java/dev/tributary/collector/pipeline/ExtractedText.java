package dev.tributary.collector.pipeline;

/** How values that stages find become text: whole numbers without a point, as they stood in the line. */
final class ExtractedText {
    private static final double WHOLE_MAX = 1e15;

    private ExtractedText() {
    }

    static String of(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < WHOLE_MAX) {
            return Long.toString(number.longValue());
        }
        return value.toString();
    }
}
