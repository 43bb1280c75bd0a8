package dev.tributary.collector.ship;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.config.LokiPushSettings;
import dev.tributary.collector.logs.LogBatches;
import dev.tributary.collector.spool.DamagedRecordException;
import dev.tributary.collector.spool.RecordFormat;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.runtime.http.HttpClientSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Batches of log lines: on disk, relabeled, split, sent. */
class LogShippingTest {
    private final List<Integer> sent = new ArrayList<>();

    private static Batch batch(int streams, int linesEach) {
        List<Batch> batches = LogBatches.rewritten(Clock.systemUTC(), out -> {
            for (int s = 0; s < streams; s++) {
                LabelSlices labels = new LabelSlices();
                labels.set(Labels.of("app", "a" + s, "zone", "z"));
                out.stream(labels);
                for (int i = 0; i < linesEach; i++) {
                    out.entry(1_000_000L * i, new byte[]{'x'}, 0, 1, new LabelSlices());
                }
            }
        });
        return batches.getFirst();
    }

    private static List<String> streams(Batch batch) {
        List<String> streams = new ArrayList<>();
        LogBatches.decode(batch, new LogSink() {
            @Override
            public void stream(LabelSlices labels) {
                streams.add(labels.toString());
            }

            @Override
            public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
                assertThat(length).isEqualTo(1);
            }
        });
        return streams;
    }

    @Test
    void aRecordOnDiskSaysThatItHoldsLines() throws DamagedRecordException {
        Batch batch = batch(2, 3);
        Batch read = RecordFormat.decodeRecord(RecordFormat.encode(batch).array());
        assertThat(read.kind()).isEqualTo(batch.kind());
        assertThat(read.facts()).isEqualTo(batch.facts());
        assertThat(read.message()).isEqualTo(batch.message());
    }

    /** A receiver that takes so many lines at once. */
    private LokiDelivery delivery(int takes, int linesMax) {
        return new LokiDelivery("loki", body -> {
            int lines = lines(body);
            sent.add(lines);
            return lines > takes ? new SendOutcome.TooLarge("HTTP 413") : new SendOutcome.Delivered();
        }, linesMax, Clock.systemUTC());
    }

    private static int lines(byte[] body) {
        int[] lines = {0};
        Batch batch = batch(1, 1);
        LogBatches.decode(new Batch(batch.kind(), batch.facts(), body), new LogSink() {
            @Override
            public void stream(LabelSlices labels) {
                assertThat(labels.size()).isEqualTo(2);
            }

            @Override
            public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
                lines[0]++;
            }
        });
        return lines[0];
    }

    @Test
    void whatIsTooMuchIsSentInPiecesAndTheSizeIsRemembered() throws InterruptedException {
        LokiDelivery delivery = delivery(30, 10_000);
        assertThat(delivery.deliver(batch(4, 25), 0)).isInstanceOf(SendOutcome.Delivered.class);
        assertThat(sent).containsExactly(100, 50, 25, 25, 25, 25);
        assertThat(delivery.pointsMax()).isEqualTo(25);
        sent.clear();
        delivery.deliver(batch(4, 25), 0);
        assertThat(sent).containsExactly(25, 25, 25, 25);
    }

    @Test
    void aLineThatIsTooMuchAloneIsRefused() throws InterruptedException {
        assertThat(delivery(0, 1).deliver(batch(1, 2), 0)).isEqualTo(new SendOutcome.Refused(413, "HTTP 413", false));
    }

    @Test
    void streamsAreRelabeledForTheirDestination() {
        List<RelabelSettings> settings = ConfigFile
                .parse("""
                       url: http://loki:3100/loki/api/v1/push
                       write_relabel_configs:
                       - {source_labels: [app], regex: a1, action: drop}
                       - {regex: zone, action: labeldrop}
                       """, "rules.yml", Path.of("/"), LokiPushSettings.class, _ -> null)
                .writeRelabelConfigs();
        Relabeling rules = RelabelSettings.relabeling(settings);
        Batch batch = batch(3, 2);
        assertThat(new LogRelabeling(rules, Clock.systemUTC()).apply(batch)).singleElement().satisfies(left -> {
            assertThat(streams(left)).containsExactly("{app=\"a0\"}", "{app=\"a2\"}");
            assertThat(left.facts().points()).isEqualTo(4);
        });
        assertThat(new LogRelabeling(Relabeling.NONE, Clock.systemUTC()).apply(batch)).containsExactly(batch);
    }

    @ParameterizedTest
    @CsvSource({"204, Delivered", "200, Delivered", "260, Refused", "400, Refused", "422, Refused", "413, TooLarge",
            "429, Again", "500, Again", "503, Again", "401, Again", "404, Again", "415, Again", "302, Again"})
    void everyAnswerHasItsMeaning(int status, String meaning) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer().requestHandler(request -> {
                assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-protobuf");
                HttpServerResponse response = request.response().setStatusCode(status);
                if (status == 429) {
                    response.putHeader("Retry-After", "7");
                }
                response.end(status == 204 ? "" : "words");
            }).listen(0, "127.0.0.1").await();
            HttpCaller caller = new HttpCaller(vertx, HttpClientSettings.DEFAULT, Duration.ofSeconds(5), 1);
            URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/loki/api/v1/push");
            SendOutcome outcome = new LokiPushClient(caller, uri, Duration.ofSeconds(20), Clock.systemUTC())
                    .send(batch(1, 1).message());
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(meaning);
            if (outcome instanceof SendOutcome.Again again) {
                assertThat(again.retryAfter()).isEqualTo(status == 429 ? Duration.ofSeconds(7) : null);
                assertThat(again.message()).isEqualTo("HTTP " + status + ": words");
            }
        } finally {
            vertx.close().await();
        }
    }
}
