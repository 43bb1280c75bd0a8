package dev.tributary.collector.receive;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/**
 * Takes the body of one remote-write request into the spools. Blocks; safe for several threads. Refuses by
 * {@link HttpFailure}: what is the sender's fault is not to be sent again, what is ours is.
 */
final class WriteReceiver {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final ReceiveSettings settings;
    private final Identity identity;
    private final Relabeling relabeling;
    private final BatchOutlet outlet;
    private final ReceiveMetrics metrics;
    private final Clock clock;
    private final RequestMemory memory;

    WriteReceiver(ReceiveSettings settings, Identity identity, BatchOutlet outlet, ReceiveMetrics metrics, Clock clock,
            RequestMemory memory) {
        this.settings = settings;
        this.identity = identity;
        relabeling = RelabelSettings.relabeling(settings.metricRelabelConfigs());
        this.outlet = outlet;
        this.metrics = metrics;
        this.clock = clock;
        this.memory = memory;
    }

    /** What of the body is on disk when this returns. */
    ReceiveReport take(byte[] body, RemoteWriteVersion version) {
        metrics.bytes.inc(body.length);
        List<Batch> batches = new ArrayList<>();
        BatchCollector collector = new BatchCollector(clock, BatchSize.DEFAULT, batches::add);
        ReceivedSeries series = new ReceivedSeries(collector, relabeling, identity,
                clock.millis() + settings.futureMax().toMillis());
        decode(body, version, series);
        collector.flush();
        spool(batches);
        ReceiveReport report = series.report();
        count("spooled", report.samples() + report.histograms());
        count("relabel_dropped", report.dropped());
        count("invalid", report.invalid());
        count("too_far_ahead", report.tooFarAhead());
        metrics.conflicts.inc(report.renamed());
        return report;
    }

    private void decode(byte[] body, RemoteWriteVersion version, ReceivedSeries series) {
        int reserved = 0;
        try {
            int length = SnappyBlock.decompressedLength(body, 0, body.length, memory.decompressedMax());
            memory.reserve(length);
            reserved = length;
            byte[] message = SnappyBlock.decompress(body, 0, body.length, length);
            new RemoteWriteReader().read(version, message, 0, message.length, series);
        } catch (SnappyException e) {
            throw e.isTooLarge()
                    ? new HttpFailure(413, e.getMessage() + " (decompressed_max); send less at a time")
                    : new HttpFailure(400, String.valueOf(e.getMessage()));
        } catch (MalformedRemoteWriteException e) {
            throw new HttpFailure(400, String.valueOf(e.getMessage()));
        } finally {
            memory.release(reserved);
        }
    }

    RequestMemory memory() {
        return memory;
    }

    private void spool(List<Batch> batches) {
        try {
            for (Batch batch : batches) {
                outlet.accept(batch);
            }
        } catch (IOException e) {
            throw new HttpFailure(503, "the spool takes nothing now: " + e.getMessage(), LATER);
        }
    }

    private void count(String outcome, int number) {
        metrics.samples.labelValues(outcome).inc(number);
    }

    ReceiveSettings settings() {
        return settings;
    }
}
