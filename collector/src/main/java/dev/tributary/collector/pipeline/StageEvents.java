package dev.tributary.collector.pipeline;

/** What stages do to entries, for whoever counts. */
public interface StageEvents {
    /** An entry goes no further. */
    void dropped(String reason);

    /** A stage could not do what it is for; the entry goes on as it was. */
    void failed(String stage);
}
