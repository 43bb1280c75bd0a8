package dev.tributary.aggregator.storage.read;

import java.time.Duration;

import dev.tributary.model.port.ReadRefusedException;

/** Counts open reads, so that the database is never closed under one. Safe for several threads. */
public final class ReadGate {
    private int readers;
    private boolean open;

    /** Lets readers in. */
    public synchronized void open() {
        open = true;
    }

    /** Enters; everyone who does also leaves. */
    public synchronized void enter() {
        if (!open) {
            throw new ReadRefusedException("the store is not ready");
        }
        readers++;
    }

    public synchronized void leave() {
        readers--;
        notifyAll();
    }

    public synchronized int readers() {
        return readers;
    }

    /** Lets nobody in any more and waits for those inside; false when some are left at the end of the patience. */
    public synchronized boolean close(Duration patience) {
        open = false;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (readers > 0 && System.nanoTime() < deadline) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return readers == 0;
    }
}
