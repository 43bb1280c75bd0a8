package dev.tributary.collector.receive;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.lokipush.LokiPushReader;
import dev.tributary.wire.lokipush.MalformedLokiPushException;

/** Takes the body of one push into the spools. Blocks; safe for several threads. Refuses by {@link HttpFailure}. */
final class LogReceiver {
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private final ReceiveSettings settings;
    private final WriterIdentity identity;
    private final Relabeling relabeling;
    private final LogWriter writer;
    private final ReceiveMetrics metrics;
    private final Clock clock;
    private final RequestMemory memory;

    LogReceiver(ReceiveSettings settings, Identity identity, LogWriter writer, ReceiveMetrics metrics, Clock clock,
            RequestMemory memory) {
        this.settings = settings;
        this.identity = new WriterIdentity(identity.cluster(), false);
        relabeling = RelabelSettings.relabeling(settings.streamRelabelConfigs());
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
        this.memory = memory;
    }

    ReceiveSettings settings() {
        return settings;
    }

    RequestMemory memory() {
        return memory;
    }

    /** What of the body is on disk when this returns. */
    LogWriteReport take(byte[] body, PushBody form) throws InterruptedException {
        metrics.bytes.inc(body.length);
        byte[] message = form.unpack(body, memory.decompressedMax());
        memory.reserve(message.length);
        try {
            return take(form, message);
        } catch (WriteRefusedException e) {
            throw later(e);
        } finally {
            memory.release(message.length);
        }
    }

    private LogWriteReport take(PushBody form, byte[] message) throws InterruptedException {
        LogBatch batch = writer.begin(identity);
        long newest = clock.millis() + settings.futureMax().toMillis();
        ReceivedStreams streams = new ReceivedStreams(batch, relabeling, newest * 1_000_000);
        try {
            new LokiPushReader().read(form.format(), message, 0, message.length, streams);
        } catch (MalformedLokiPushException e) {
            batch.discard();
            throw new HttpFailure(400, String.valueOf(e.getMessage()));
        }
        if (streams.streams() == 0) {
            batch.discard();
            throw new HttpFailure(422, "error at least one valid stream is required for ingestion");
        }
        LogWriteReport written = stored(batch);
        count("spooled", written.entries());
        count("invalid", written.refused());
        count("relabel_dropped", streams.dropped());
        count("too_far_ahead", streams.tooFarAhead());
        return new LogWriteReport(written.entries() + streams.dropped(), written.refused() + streams.tooFarAhead(),
                written.problem().isEmpty() ? streams.problem() : written.problem());
    }

    private static LogWriteReport stored(LogBatch batch) throws InterruptedException {
        try {
            return batch.commit().toCompletableFuture().get(STORE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WriteRefusedException refused) {
                throw later(refused);
            }
            throw new IllegalStateException("log lines could not be spooled", e.getCause());
        } catch (TimeoutException e) {
            throw new HttpFailure(503, "the spool takes nothing now: the disk does not answer", Duration.ofSeconds(5));
        }
    }

    private static HttpFailure later(WriteRefusedException refused) {
        return new HttpFailure(503, String.valueOf(refused.getMessage()), refused.retryAfter());
    }

    private void count(String outcome, long number) {
        metrics.logLines.labelValues(outcome).inc(number);
    }
}
