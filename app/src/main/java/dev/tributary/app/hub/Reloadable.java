package dev.tributary.app.hub;

import dev.tributary.runtime.config.ConfigException;

/** A part of the hub that takes another configuration while it runs. */
@FunctionalInterface
interface Reloadable {
    /**
     * Checks everything that could be wrong with the configuration and changes nothing yet.
     *
     * @return puts it in force; is run when every part has agreed, and does not fail
     * @throws ConfigException when it is refused
     */
    Runnable prepare(HubConfig next);
}
