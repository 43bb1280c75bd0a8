package dev.tributary.app.quarantine;

import java.util.List;
import java.util.Map;

import dev.tributary.collector.ship.QuarantineEntry;

/** The quarantines of one collector, wherever it is. Failures are texts for the person at the terminal. */
interface QuarantineAccess extends AutoCloseable {
    /** What is set aside, by destination, the oldest first. */
    Map<String, List<QuarantineEntry>> list();

    /** Puts batches back into the spool; gives their ids. The id {@code all} means every one of the destination. */
    List<String> replay(String destination, String id);

    /** Deletes batches; gives their ids. */
    List<String> drop(String destination, String id);

    @Override
    void close();
}
