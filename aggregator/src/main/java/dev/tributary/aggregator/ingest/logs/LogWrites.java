package dev.tributary.aggregator.ingest.logs;

import java.time.Duration;

import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.aggregator.ingest.RefusalReason;
import dev.tributary.aggregator.ingest.RefusedWrite;
import dev.tributary.aggregator.ingest.WriteForm;
import dev.tributary.model.port.LogWriter;
import dev.tributary.runtime.http.HttpFailure;

/** What the protocols for log lines share. One for each event loop. */
final class LogWrites {
    private final Ingest ingest;
    private final LogWriter writer;
    private final LevelSource levels;

    LogWrites(Ingest ingest, LogWriter writer, LevelSource levels) {
        this.ingest = ingest;
        this.writer = writer;
        this.levels = levels;
    }

    WriteForm of(LogForm form) {
        return (identity, intake) -> new LogWrite(form, writer.begin(identity), intake,
                new LogShares(ingest.clusters(), intake, identity.labelsDecide()), levels, ingest);
    }

    /** Refuses a cluster that has sent more bytes than its rate allows. */
    static void admit(ClusterIntake intake) throws RefusedWrite {
        Duration wait = intake.logRate().waitTime(System.nanoTime());
        if (wait.isPositive()) {
            throw new RefusedWrite(RefusalReason.RATE, new HttpFailure(429,
                    "Ingestion rate limit exceeded for cluster %s (limit: %d bytes/sec, logs.bytes_per_second_max)"
                            .formatted(intake.cluster(), intake.logRate().perSecondMax()),
                    wait.plusSeconds(1)));
        }
    }
}
