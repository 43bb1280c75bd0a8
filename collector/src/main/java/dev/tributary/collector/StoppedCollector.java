package dev.tributary.collector;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.DestinationSettings;
import dev.tributary.collector.ship.Quarantine;
import dev.tributary.collector.ship.QuarantineEntry;
import dev.tributary.collector.spool.Spool;

/** The files of a collector that does not run: its quarantined batches can be looked at, spooled again and deleted. */
public final class StoppedCollector implements AutoCloseable {
    private static final String ALL = "all";

    private final CollectorConfig config;
    private final DataDirectory directory;
    private final Clock clock;

    private StoppedCollector(CollectorConfig config, DataDirectory directory, Clock clock) {
        this.config = config;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Takes the files.
     *
     * @throws IOException when they cannot be used, above all because the collector runs
     */
    public static StoppedCollector open(CollectorConfig config) throws IOException {
        return new StoppedCollector(config, DataDirectory.take(config.dataDir()), Clock.systemUTC());
    }

    /** What is set aside, by destination. */
    public Map<String, List<QuarantineEntry>> quarantined() throws IOException {
        Map<String, List<QuarantineEntry>> all = new LinkedHashMap<>();
        for (DestinationSettings destination : config.destinations()) {
            String name = destination.nameOrHost();
            all.put(name, directory.quarantine(config.spool(), name, clock).list());
        }
        return all;
    }

    /**
     * Puts a batch, or {@code all} of a destination, behind all others in its spool.
     *
     * @return the ids
     * @throws IOException when there is no such destination or batch, or the files cannot be used
     */
    public List<String> replay(String destination, String id) throws IOException {
        DestinationSettings settings = settings(destination);
        Quarantine quarantine = directory.quarantine(config.spool(), destination, clock);
        List<String> ids = ids(quarantine, id);
        try (Spool spool = directory.spool(config.spool(), settings, clock)) {
            for (String one : ids) {
                Batch batch = quarantine.batch(one).orElseThrow(() -> missing(destination, one));
                spool.append(batch);
                quarantine.drop(one);
            }
        }
        return ids;
    }

    /** Deletes a batch, or {@code all} of a destination; otherwise as {@link #replay}. */
    public List<String> drop(String destination, String id) throws IOException {
        settings(destination);
        Quarantine quarantine = directory.quarantine(config.spool(), destination, clock);
        List<String> ids = ids(quarantine, id);
        for (String one : ids) {
            if (!quarantine.drop(one)) {
                throw missing(destination, one);
            }
        }
        return ids;
    }

    private DestinationSettings settings(String destination) throws IOException {
        return config.destinations().stream().filter(one -> one.nameOrHost().equals(destination)).findFirst()
                .orElseThrow(() -> new IOException("no destination is called '" + destination + "'; there are "
                        + config.destinations().stream().map(DestinationSettings::nameOrHost).toList()));
    }

    private static List<String> ids(Quarantine quarantine, String id) throws IOException {
        if (id.equals(ALL)) {
            return quarantine.list().stream().map(QuarantineEntry::id).toList();
        }
        if (id.isEmpty() || !id.chars().allMatch(Character::isDigit)) {
            throw new IOException("'" + id + "' is no id of a quarantined batch");
        }
        return List.of(id);
    }

    private static IOException missing(String destination, String id) {
        return new IOException("no batch '" + id + "' in the quarantine of " + destination);
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
