package dev.tributary.collector.ship;

import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/** Sends one message and waits for what becomes of it. Safe for several threads. */
public interface Sender {
    /**
     * Sends.
     *
     * @param body    the message in a snappy block
     * @param attempt 0 for the first time, for the receiver to see
     */
    SendOutcome send(byte[] body, RemoteWriteVersion version, int attempt) throws InterruptedException;
}
