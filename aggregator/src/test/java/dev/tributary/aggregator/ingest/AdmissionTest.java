package dev.tributary.aggregator.ingest;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriteReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.tributary.aggregator.ingest.HubUnderTest.T0;
import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V1;
import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");

    private static byte[] message(int samples) {
        Message message = new Message(V1).series(UP);
        for (int i = 0; i < samples; i++) {
            message.sample(T0 - samples + i, 1);
        }
        return message.bytes();
    }

    @Test
    void aFullMemoryBudgetIs429BeforeTheBodyIsRead() throws Exception {
        try (HubUnderTest hub = new HubUnderTest("body_max: 1MiB\ndecompressed_max: 1MiB\nin_flight_max: 1MiB",
                List.of(HubUnderTest.east()))) {
            try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
                slow.getOutputStream().write(("POST /api/v1/write HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                        + HubUnderTest.EAST_TOKEN + "\r\nContent-Length: 1048576\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                Polling.until(() -> hub.metric("tributary_ingest_in_flight_bytes") == 1 << 20);
                HttpResponse<String> answer = hub.write(V1, message(1));
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(answer.body()).contains("in_flight_max");
            }
            Polling.until(() -> hub.metric("tributary_ingest_in_flight_bytes") == 0);
            assertThat(hub.write(V1, message(1)).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aStoreThatRefusesIs503WithItsReasonAndTime() throws Exception {
        try (HubUnderTest hub = new HubUnderTest("", List.of(HubUnderTest.east()))) {
            hub.store.refuseWrites("the disk is full");
            HttpResponse<String> answer = hub.write(V1, message(1));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("the store takes nothing now: the disk is full\n");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            hub.store.refuseWrites(null);
            assertThat(hub.write(V1, message(1)).statusCode()).isEqualTo(204);
            assertThat(hub.metric("tributary_ingest_requests_refused", "store")).isEqualTo(1);
        }
    }

    @Test
    void aCommitThatFailsLaterIsToldAndFreesItsMemory() throws Exception {
        CompletableFuture<WriteReport> commit = new CompletableFuture<>();
        try (HubUnderTest hub = new HubUnderTest("", List.of(HubUnderTest.east()), _ -> new PendingBatch(commit))) {
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> write(hub));
            Polling.until(() -> hub.metric("tributary_ingest_in_flight_bytes") > 0);
            assertThat(answer).isNotDone();
            commit.completeExceptionally(new WriteRefusedException("the log is full", Duration.ofSeconds(9)));
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            assertThat(answer.get().headers().firstValue("Retry-After")).hasValue("9");
            assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
        }
    }

    @Test
    void aFaultOfTheStoreIs500WithoutDetails() throws Exception {
        try (HubUnderTest hub = new HubUnderTest("", List.of(HubUnderTest.east()),
                _ -> new PendingBatch(CompletableFuture.failedFuture(new IllegalStateException("secret detail"))))) {
            HttpResponse<String> answer = hub.write(V1, message(1));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret").contains("log");
            assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
        }
    }

    private static HttpResponse<String> write(HubUnderTest hub) {
        try {
            return hub.write(V1, message(1));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tooManySamplesASecondAre429WithTheLimitAndTheCluster() throws Exception {
        try (HubUnderTest hub = new HubUnderTest("cluster_limits: {east: {samples_per_second_max: 10}}",
                List.of(HubUnderTest.east()))) {
            assertThat(hub.write(V1, message(500)).statusCode()).as("ten seconds' worth may be overdrawn")
                    .isEqualTo(204);
            HttpResponse<String> answer = hub.write(V1, message(1));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("cluster east").contains("samples_per_second_max of 10");
            assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(30, 41);
            hub.ingest.reload(HubUnderTest.settings(""));
            assertThat(hub.write(V1, message(1)).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void labelsBeyondTheLimitsRefuseTheirSeriesOnly() throws Exception {
        try (HubUnderTest hub = new HubUnderTest("limits: {labels_max: 4, label_name_max: 8, label_value_max: 16}",
                List.of(HubUnderTest.east()))) {
            assertPartial(hub, Labels.of("__name__", "m", "a", "1", "b", "2", "c", "3", "d", "4"),
                    "a series has 5 labels, the limit labels_max of cluster east is 4; series m{a=\"1\"");
            assertPartial(hub, Labels.of("__name__", "m", "long_name", "1"),
                    "a label name is 9 bytes long, the limit label_name_max of cluster east is 8");
            assertPartial(hub, Labels.of("__name__", "m", "a", "x".repeat(1000)),
                    "a label value is 1000 bytes long, the limit label_value_max of cluster east is 16");
            assertThat(hub.seriesCount()).isEqualTo(1);
        }
    }

    private static void assertPartial(HubUnderTest hub, Labels refused, String problem) throws Exception {
        byte[] message = new Message(V1).series(UP).sample(T0, 1).series(refused).sample(T0, 1).sample(T0 + 1, 1)
                .bytes();
        HttpResponse<String> answer = hub.write(V1, message);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("refused 2 of 3 samples, the others are stored; the first refusal: " + problem)
                .hasSizeLessThan(800);
    }

    @Test
    void aWrongCredentialIs401AndCounted() throws Exception {
        try (HubUnderTest hub = new HubUnderTest("", List.of(HubUnderTest.east()))) {
            HttpResponse<String> unknown = hub
                    .send(hub.request().setHeader("Authorization", "Bearer wrong-token-0123456789")
                            .POST(BodyPublishers.ofString("x")).build());
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(unknown.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(v -> assertThat(v).startsWith("Bearer"));
            assertThat(unknown.body()).isEqualTo("the credential belongs to no cluster\n");
            HttpResponse<String> none = hub.send(hub.request().setHeader("Authorization", "Digest abc")
                    .POST(BodyPublishers.ofString("x")).build());
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(hub.metric("tributary_auth_refusals", "unknown")).isEqualTo(1);
            assertThat(hub.metric("tributary_auth_refusals", "missing")).isEqualTo(1);
            assertThat(hub.metric("tributary_ingest_requests_refused", "unauthorized")).isEqualTo(2);
        }
    }

    /** A batch whose commit ends when the test says so. */
    private record PendingBatch(CompletionStage<WriteReport> commit) implements MetricBatch {
        @Override
        public void series(LabelSlices labels) {
            // What is in it does not matter here
        }

        @Override
        public @Nullable ClusterId seriesCluster() {
            return null;
        }

        @Override
        public void sample(long timestampMillis, double value, long startMillis) {
            // What is in it does not matter here
        }

        @Override
        public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
            // What is in it does not matter here
        }

        @Override
        public void exemplar(Exemplar exemplar) {
            // What is in it does not matter here
        }

        @Override
        public void metadata(MetricMetadata metadata) {
            // What is in it does not matter here
        }

        @Override
        public void discard() {
            throw new IllegalStateException("this batch was committed");
        }
    }
}
