package dev.tributary.wire.otlp;

import dev.tributary.wire.protobuf.ProtoWriter;

/** Answers to requests that failed: {@code google.rpc.Status := code 1, message 2, details 3}, of which the message is told. */
public final class OtlpFailure {
    private OtlpFailure() {
    }

    /** In protobuf. */
    public static byte[] message(String problem) {
        ProtoWriter out = new ProtoWriter();
        out.stringField(2, problem);
        return out.toByteArray();
    }

    /** In JSON. */
    public static byte[] json(String problem) {
        return JsonText.object("message", problem);
    }
}
