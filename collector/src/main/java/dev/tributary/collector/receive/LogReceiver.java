package dev.tributary.collector.receive;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
import org.jspecify.annotations.Nullable;

/** Takes the bodies of pushes into the spools. Safe for several threads. Refuses by {@link HttpFailure}. */
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

    /**
     * Decodes a body; blocks no longer than that takes. The stage completes when what of it can be taken is on disk, and fails
     * with {@link HttpFailure}.
     */
    CompletionStage<LogWriteReport> take(byte[] body, PushBody form) {
        metrics.bytes.inc(body.length);
        byte[] message = form.unpack(body, memory.decompressedMax());
        memory.reserve(message.length);
        try {
            return decode(form, message);
        } catch (WriteRefusedException e) {
            throw later(e);
        } finally {
            memory.release(message.length);
        }
    }

    private CompletionStage<LogWriteReport> decode(PushBody form, byte[] message) {
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
        return batch.commit().toCompletableFuture().orTimeout(STORE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .handle((written, failure) -> {
                    if (written == null) {
                        throw refusal(failure);
                    }
                    return settled(written, streams);
                });
    }

    private LogWriteReport settled(LogWriteReport written, ReceivedStreams streams) {
        count("spooled", written.entries());
        count("invalid", written.refused());
        count("relabel_dropped", streams.dropped());
        count("too_far_ahead", streams.tooFarAhead());
        return new LogWriteReport(written.entries() + streams.dropped(), written.refused() + streams.tooFarAhead(),
                written.problem().isEmpty() ? streams.problem() : written.problem());
    }

    private static RuntimeException refusal(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return switch (cause) {
            case WriteRefusedException refused -> later(refused);
            case TimeoutException _ ->
                new HttpFailure(503, "the spool takes nothing now: the disk does not answer", Duration.ofSeconds(5));
            case null, default -> new IllegalStateException("log lines could not be spooled", cause);
        };
    }

    private static HttpFailure later(WriteRefusedException refused) {
        return new HttpFailure(503, String.valueOf(refused.getMessage()), refused.retryAfter());
    }

    private void count(String outcome, long number) {
        metrics.logLines.labelValues(outcome).inc(number);
    }
}
