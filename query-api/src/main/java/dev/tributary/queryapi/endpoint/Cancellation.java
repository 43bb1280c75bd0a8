package dev.tributary.queryapi.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Says whether anybody still waits for the answer. Set once, from any thread, when the client goes away; polled by the
 * engine while it runs and listened to by whoever waits in a queue.
 */
public final class Cancellation implements BooleanSupplier {
    private final List<Runnable> listeners = new ArrayList<>(1);
    private volatile boolean cancelled;

    /** Cancels; further calls do nothing. */
    public void cancel() {
        List<Runnable> toTell;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toTell = List.copyOf(listeners);
            listeners.clear();
        }
        toTell.forEach(Runnable::run);
    }

    /** Runs the listener once on cancellation, at once when that has happened already. */
    public void onCancel(Runnable listener) {
        synchronized (this) {
            if (!cancelled) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    /**
     * Ends work that nobody waits for.
     *
     * @throws ApiException once this is cancelled
     */
    public void check() {
        if (cancelled) {
            throw new ApiException(ErrorType.CANCELED, "context canceled");
        }
    }

    @Override
    public boolean getAsBoolean() {
        return cancelled;
    }
}
