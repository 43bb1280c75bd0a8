package dev.tributary.wire.otlp;

import dev.tributary.wire.protobuf.ProtoWriter;

/**
 * Answers to metrics requests: {@code ExportMetricsServiceResponse := partial success 1 (rejected points 1, reason 2)}; all
 * is well without it.
 */
public final class OtlpAnswer {
    private OtlpAnswer() {
    }

    /** The message that says how many points were not taken, and why the first was not. */
    public static byte[] message(long pointsRefused, String problem) {
        ProtoWriter out = new ProtoWriter();
        if (pointsRefused > 0) {
            ProtoWriter partial = new ProtoWriter();
            partial.varintField(1, pointsRefused);
            partial.stringField(2, problem);
            out.messageField(1, partial);
        }
        return out.toByteArray();
    }

    /** The same in JSON, where numbers of 64 bits are texts. */
    public static byte[] json(long pointsRefused, String problem) {
        return pointsRefused == 0
                ? JsonText.empty()
                : JsonText.object("partialSuccess", "rejectedDataPoints",
                        Long.toString(pointsRefused), "errorMessage", problem);
    }
}
