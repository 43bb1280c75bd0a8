package dev.tributary.app.quarantine;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.collector.StoppedCollector;
import dev.tributary.collector.ship.QuarantineEntry;

/** The files of a collector that does not run. */
final class CollectorFiles implements QuarantineAccess {
    private final StoppedCollector collector;

    CollectorFiles(StoppedCollector collector) {
        this.collector = collector;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T on(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Map<String, List<QuarantineEntry>> list() {
        return on(collector::quarantined);
    }

    @Override
    public List<String> replay(String destination, String id) {
        return on(() -> collector.replay(destination, id));
    }

    @Override
    public List<String> drop(String destination, String id) {
        return on(() -> collector.drop(destination, id));
    }

    @Override
    public void close() {
        on(() -> {
            collector.close();
            return true;
        });
    }
}
