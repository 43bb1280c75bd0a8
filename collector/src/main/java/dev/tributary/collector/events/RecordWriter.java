package dev.tributary.collector.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.collector.events.record.EventRecord;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;

/** Hands records to the log outlet and waits until they are on disk. For one thread. */
final class RecordWriter {
    private static final long COMMIT_SECONDS_MAX = 60;

    private final LogWriter outlet;
    private final WriterIdentity identity;
    private final LabelSlices labels = new LabelSlices();
    private final LabelSlices metadata = new LabelSlices();

    RecordWriter(LogWriter outlet, WriterIdentity identity) {
        this.outlet = outlet;
        this.identity = identity;
    }

    /**
     * Writes all, stream by stream.
     *
     * @throws ExecutionException   when nothing was written; all may be written again
     * @throws TimeoutException     when the outlet did not say in a minute; the same
     * @throws InterruptedException when the thread is to stop; the same
     */
    LogWriteReport write(List<EventRecord> records) throws ExecutionException, InterruptedException, TimeoutException {
        Map<Labels, List<EventRecord>> streams = new LinkedHashMap<>();
        records.forEach(record -> streams.computeIfAbsent(record.stream(), _ -> new ArrayList<>()).add(record));
        LogBatch batch = outlet.begin(identity);
        streams.forEach((stream, its) -> {
            labels.set(stream);
            batch.stream(labels);
            its.forEach(record -> entry(record, batch));
        });
        return batch.commit().toCompletableFuture().get(COMMIT_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private void entry(EventRecord record, LogBatch batch) {
        byte[] line = record.line().getBytes(StandardCharsets.UTF_8);
        metadata.set(record.metadata());
        batch.entry(record.timestampNanos(), line, 0, line.length, metadata);
    }
}
