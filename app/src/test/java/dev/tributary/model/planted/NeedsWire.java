package dev.tributary.model.planted;

import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/** Breaks a rule on purpose: a value that knows a protocol. */
public record NeedsWire(RemoteWriteVersion version) {
}
