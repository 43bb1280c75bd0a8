package dev.tributary.runtime.discovery;

import java.util.List;
import java.util.function.Consumer;

import io.vertx.core.Future;

/**
 * Where targets come from. Tells the whole list each time it may have changed; a source that cannot be asked tells nothing,
 * so that what it told last stays.
 */
public interface TargetSource {
    /** Starts to tell; the listener is called on any thread, never before the first list is whole. */
    void start(Consumer<List<TargetGroup>> listener);

    /** Tells nothing any more. */
    Future<Void> close();
}
