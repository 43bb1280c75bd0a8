package dev.tributary.collector.podlogs;

import java.util.concurrent.BlockingQueue;

import dev.tributary.collector.containers.PodWatch;

/** The API as a job uses it: which pods there are, and how their logs are read. */
record PodLogApi(PodWatch pods, ContainerReader.Around around) implements AutoCloseable {
    /** Opens it when the job begins, and again when that failed. */
    interface Opener {
        /** Readers tell into the queue. */
        PodLogApi open(BlockingQueue<Delivery> told);
    }

    @Override
    public void close() {
        pods.close();
        around.api().close();
    }
}
