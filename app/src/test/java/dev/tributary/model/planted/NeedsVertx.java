package dev.tributary.model.planted;

import io.vertx.core.buffer.Buffer;

/** Breaks a rule on purpose: a value that needs an event loop's type. */
public record NeedsVertx(Buffer bytes) {
}
