package dev.tributary.wire.otlp;

/** A message that is no OTLP metrics request. The message names the byte. */
public final class MalformedOtlpException extends Exception {
    MalformedOtlpException(String message) {
        super(message);
    }
}
