package dev.tributary.wire.remotewrite;

import dev.tributary.model.port.SampleSink;

/** Writes the request message of one version. */
sealed interface RequestWriter extends SampleSink permits RequestV1Writer, RequestV2Writer {
    byte[] toMessage();

    int size();

    void reset();
}
