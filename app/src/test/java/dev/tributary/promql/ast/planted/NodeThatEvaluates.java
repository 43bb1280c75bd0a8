package dev.tributary.promql.ast.planted;

import dev.tributary.promql.PromqlEngine;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/** Breaks rules on purpose: a syntax node that holds the engine, and a library that knows another one. */
public record NodeThatEvaluates(PromqlEngine engine, RemoteWriteVersion version) {
}
