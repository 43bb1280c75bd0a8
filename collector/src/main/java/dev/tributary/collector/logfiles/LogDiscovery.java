package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import dev.tributary.model.Labels;

/** Finds the logs of a job. */
interface LogDiscovery extends AutoCloseable {
    /**
     * The logs there are now with their labels before relabeling; labels that begin with two underscores serve relabeling
     * alone. A log of which the labels are not known yet is left out until they are.
     */
    Map<Path, Labels> find() throws IOException;

    /** What {@link #find} could not look at, empty for nothing: logs may be there that it has not found. */
    default String problem() {
        return "";
    }

    @Override
    void close();
}
