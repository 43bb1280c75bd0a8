package dev.tributary.collector.kubernetes;

import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the API cannot be watched, and once more when the reason changes. */
public final class WatchFailures {
    private static final Logger LOG = LoggerFactory.getLogger(WatchFailures.class);

    private final String what;
    private final AtomicReference<String> last = new AtomicReference<>("");

    /** With a word for what is watched. */
    public WatchFailures(String what) {
        this.what = what;
    }

    /** The watching failed and is tried again. */
    public void note(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(last.getAndSet(reason))) {
            LOG.error("kubernetes cannot be watched, trying again; earlier targets stay role={} reason={}", what,
                    reason);
        }
    }

    /** The watching goes well. */
    public void recovered() {
        if (!last.getAndSet("").isEmpty()) {
            LOG.info("kubernetes is watched again role={}", what);
        }
    }
}
