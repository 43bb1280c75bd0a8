package dev.tributary.app.command;

import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.lifecycle.ProcessSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a command alive as long as its role: TERM and INT end the role, HUP makes it read its configuration again. */
final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {
    }

    /** Ends the role on TERM and INT. */
    static void stopOnSignal(Runnable stop) {
        ProcessSignals.on("TERM", stop);
        ProcessSignals.on("INT", stop);
    }

    /** Reloads on HUP; a configuration that is refused leaves the former in force. */
    static void reloadOnSignal(Runnable reload) {
        ProcessSignals.on("HUP", () -> {
            try {
                reload.run();
            } catch (ConfigException e) {
                LOG.error("configuration is refused, the former stays in force reason={}", e.getMessage());
            }
        });
    }
}
