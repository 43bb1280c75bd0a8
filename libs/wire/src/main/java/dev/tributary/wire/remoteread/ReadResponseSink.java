package dev.tributary.wire.remoteread;

import dev.tributary.model.port.SampleSink;

/**
 * Receives a response: the query first that the series after it answer. In a streamed response a series may come in several
 * parts, one behind the other, each started anew.
 */
public interface ReadResponseSink extends SampleSink {
    /** Says which query of the request, from 0, the following series belong to. */
    void query(int index);
}
