package dev.tributary.app.storage;

import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;

/** Works on a store that no hub has open; what goes wrong becomes a text for the person at the terminal. */
final class StoppedStore {
    private StoppedStore() {
    }

    static int run(Callable<Integer> work) {
        try {
            return work.call();
        } catch (StoreIoException | IllegalStateException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        } catch (CommandFailure e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
