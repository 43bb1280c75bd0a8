package dev.tributary.collector.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchKind;
import dev.tributary.collector.identity.Identity;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestLogWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From a source's commits to the batches in the spool. */
class LogOutletTest {
    private static final WriterIdentity WRITER = new WriterIdentity(new ClusterId("east"), false);
    private static final Labels WEB = Labels.of("app", "web");

    private final List<Batch> spooled = new ArrayList<>();
    private final LogOutlet outlet = new LogOutlet(identity("east"), this::spool,
            new LogMetrics(new PrometheusRegistry()), Clock.systemUTC());
    private final LogWriter writer = outlet.writer("test");
    private volatile boolean diskFull;

    private static Identity identity(String cluster) {
        return new Identity(new ClusterId(cluster), Labels.of("region", "eu"), Labels.of("team", "x"));
    }

    private synchronized void spool(Batch batch) throws IOException {
        if (diskFull) {
            throw new IOException("no space left");
        }
        spooled.add(batch);
    }

    private synchronized List<Batch> spooled() {
        return List.copyOf(spooled);
    }

    /** What the spool holds: for each line its stream, time and text. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Batch batch : spooled()) {
            assertThat(batch.kind()).isEqualTo(BatchKind.LOGS);
            LogBatches.decode(batch, new Lines(lines));
        }
        return lines;
    }

    private static final class Lines implements LogSink {
        private final List<String> lines;
        private String stream = "";

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void stream(LabelSlices labels) {
            stream = labels.toString();
        }

        @Override
        public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
            lines.add(stream + " " + timestampNanos + " " + new String(bytes, offset, length, StandardCharsets.UTF_8)
                    + metadata);
        }
    }

    @AfterEach
    void close() {
        outlet.close();
    }

    @Test
    void aCommitIsOnDiskWithTheIdentity() {
        LogWriteReport report = new TestLogWriter(writer, WRITER)
                .entry(WEB, 1_700_000_000_000_000_001L, "one", Labels.of("trace", "7"))
                .entry(Labels.of("cluster", "west", "region", "us"), 1_700_000_000_000_000_002L, "two").commit();
        assertThat(report).isEqualTo(new LogWriteReport(2, 0, ""));
        Labels stamp = Labels.of("cluster", "east", "region", "eu", "team", "x");
        assertThat(lines()).containsExactly(
                stamp.with("app", "web") + " 1700000000000000001 one" + Labels.of("trace", "7"),
                stamp.with("exported_cluster", "west").with("exported_region", "us") + " 1700000000000000002 two{}");
        Batch batch = spooled().getFirst();
        assertThat(batch.facts().series()).isEqualTo(2);
        assertThat(batch.facts().points()).isEqualTo(2);
        assertThat(batch.facts().oldestMillis()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void commitsThatComeTogetherBecomeOneBatchInTheirOrder() {
        List<CompletableFuture<LogWriteReport>> open = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            LogBatch batch = writer.begin(WRITER);
            LabelSlices labels = new LabelSlices();
            labels.set(WEB);
            batch.stream(labels);
            byte[] line = ("line " + i).getBytes(StandardCharsets.UTF_8);
            batch.entry(i, line, 0, line.length, new LabelSlices());
            open.add(batch.commit().toCompletableFuture());
        }
        open.forEach(one -> assertThat(one.orTimeout(60, TimeUnit.SECONDS).join().entries()).isEqualTo(1));
        assertThat(lines()).hasSize(200).allSatisfy(line -> assertThat(line).contains("app=\"web\""));
        for (int i = 0; i < 200; i++) {
            assertThat(lines().get(i)).endsWith(" " + i + " line " + i + "{}");
        }
        assertThat(spooled()).hasSizeLessThan(200);
    }

    @Test
    void largeCommitsAreCutByLinesAndBytes() {
        TestLogWriter source = new TestLogWriter(writer, WRITER);
        for (int i = 0; i < 2 * LogBatches.LINES_MAX; i++) {
            source.entry(WEB, i, "x");
        }
        source.commit();
        String half = "y".repeat(200_000);
        for (int i = 0; i < 12; i++) {
            source.entry(WEB, i, half);
        }
        source.commit();
        assertThat(spooled()).allSatisfy(
                batch -> assertThat(batch.facts().points()).isBetween(1, LogBatches.LINES_MAX));
        assertThat(spooled()).hasSizeGreaterThanOrEqualTo(2 + 3);
        assertThat(lines()).hasSize(2 * LogBatches.LINES_MAX + 12);
    }

    @Test
    void aLineThatIsTooLongLosesItsEndBetweenCharacters() {
        String line = "a" + "\u00e9".repeat(200_000);
        LogWriteReport report = new TestLogWriter(writer, WRITER).entry(WEB, 1, line).commit();
        assertThat(report.complete()).isTrue();
        String kept = lines().getFirst();
        assertThat(kept).doesNotContain("\ufffd").endsWith("\u00e9{}");
        assertThat(kept.length()).isBetween(131_000, 132_000);
    }

    @Test
    void streamsThatNoReceiverTakesAreRefusedAlone() {
        LogWriteReport report = new TestLogWriter(writer, WRITER).entry(Labels.EMPTY, 1, "none")
                .entry(Labels.of("a.b", "1"), 1, "dotted").entry(WEB, 1, "good").commit();
        assertThat(report).isEqualTo(new LogWriteReport(1, 2, "a stream without labels"));
        assertThat(lines()).hasSize(1);
    }

    @Test
    void aFullDiskRefusesAndLaterTakesTheSame() {
        diskFull = true;
        TestLogWriter source = new TestLogWriter(writer, WRITER).entry(WEB, 1, "again");
        assertThatThrownBy(source::commit).hasCauseInstanceOf(WriteRefusedException.class)
                .hasMessageContaining("no space left");
        diskFull = false;
        new TestLogWriter(writer, WRITER).entry(WEB, 1, "again").commit();
        assertThat(lines()).hasSize(1);
    }

    @Test
    void nothingCommittedIsNothingWritten() {
        LogBatch batch = writer.begin(WRITER);
        assertThat(batch.commit().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join().entries()).isZero();
        writer.begin(WRITER).discard();
        assertThat(spooled()).isEmpty();
        assertThatThrownBy(batch::discard).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherIdentityHoldsFromTheNextBatch() {
        outlet.replace(identity("north"));
        new TestLogWriter(writer, WRITER).entry(WEB, 1, "a").commit();
        assertThat(lines().getFirst()).contains("cluster=\"north\"");
    }

    @Test
    void closingWritesWhatWaitsAndThenTakesNothing() {
        LogBatch first = writer.begin(WRITER);
        LabelSlices labels = new LabelSlices();
        labels.set(WEB);
        first.stream(labels);
        first.entry(1, new byte[]{'a'}, 0, 1, new LabelSlices());
        var committed = first.commit();
        outlet.close();
        assertThat(committed.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join().entries()).isEqualTo(1);
        assertThatThrownBy(() -> new TestLogWriter(writer, WRITER).entry(WEB, 2, "late").commit())
                .hasCauseInstanceOf(WriteRefusedException.class);
        assertThat(lines()).hasSize(1);
    }
}
