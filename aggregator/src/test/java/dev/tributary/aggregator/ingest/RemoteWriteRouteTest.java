package dev.tributary.aggregator.ingest;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import dev.tributary.aggregator.identity.Credentials;
import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.tributary.aggregator.ingest.HubUnderTest.T0;
import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V1;
import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V2;
import static org.assertj.core.api.Assertions.assertThat;

class RemoteWriteRouteTest {
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");
    private static final Labels EAST_UP = UP.with("cluster", "east");
    private static final String WRITTEN = "X-Prometheus-Remote-Write-";

    private final HubUnderTest hub;

    RemoteWriteRouteTest() throws Exception {
        hub = new HubUnderTest("", List.of(HubUnderTest.east()));
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    @ParameterizedTest
    @EnumSource
    void samplesAreStoredUnderTheCredentialsCluster(RemoteWriteVersion version) throws Exception {
        byte[] message = new Message(version).series(UP).sample(T0 - 1000, 1).sample(T0, 2).bytes();
        HttpResponse<String> answer = hub.write(version, message);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(204);
        SampleColumns stored = hub.stored(EAST_UP);
        assertThat(stored.size()).isEqualTo(2);
        assertThat(stored.value(1)).isEqualTo(2);
        assertThat(hub.metric("tributary_ingest_samples", "east")).isEqualTo(2);
        assertThat(hub.metric("tributary_ingest_body_bytes", "east")).isPositive();
        assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
    }

    @Test
    void version2IsToldWhatWasWritten() throws Exception {
        NativeHistogram histogram = NativeHistogram.builder().schema(0).count(1).sum(1)
                .positive(new int[]{0, 1}, new double[]{1})
                .build();
        HttpResponse<String> answer = hub.write(V2, new Message(V2).series(UP).sample(T0, 1).exemplar(T0)
                .series(Labels.of("__name__", "h")).histogram(T0, histogram).bytes());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue(WRITTEN + "Samples-Written")).hasValue("1");
        assertThat(answer.headers().firstValue(WRITTEN + "Histograms-Written")).hasValue("1");
        assertThat(answer.headers().firstValue(WRITTEN + "Exemplars-Written")).hasValue("1");
    }

    @Test
    void version1IsNotToldSo() throws Exception {
        HttpResponse<String> answer = hub.write(V1, new Message(V1).series(UP).sample(T0, 1).bytes());
        assertThat(answer.headers().map()).doesNotContainKey(WRITTEN + "Samples-Written");
    }

    @Test
    void aMessageOfMetadataAloneIsFine() throws Exception {
        assertThat(hub.write(V1, new Message(V1).metadata("up").bytes()).statusCode()).isEqualTo(204);
        assertThat(hub.store.metadata("up")).hasSize(1);
    }

    @Test
    void anEmptyMessageIsFine() throws Exception {
        assertThat(hub.write(V1, new byte[0]).statusCode()).isEqualTo(204);
    }

    @Test
    void aBodyWithoutDeclaredLengthIsRead() throws Exception {
        Message message = new Message(V1);
        for (int i = 0; i < 20_000; i++) {
            message.series(Labels.of("__name__", "m" + i, "x", Integer.toHexString(i * 0x9e3779b9))).sample(T0, i);
        }
        byte[] body = SnappyBlock.compress(message.bytes());
        HttpResponse<String> answer = hub.post(V1,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(hub.seriesCount()).isEqualTo(20_000);
        assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
    }

    @Test
    void theSameRequestAgainIsNoError() throws Exception {
        byte[] message = new Message(V2).series(UP).sample(T0, 1).bytes();
        assertThat(hub.write(V2, message).statusCode()).isEqualTo(204);
        assertThat(hub.write(V2, message).statusCode()).isEqualTo(204);
        assertThat(hub.stored(EAST_UP).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyBitOfANanIsKept(RemoteWriteVersion version) throws Exception {
        long[] bits = {StaleMarker.BITS, 0x7ff8000000000001L, 0x7ff0000000000123L, 0xfff8000000000000L};
        Message message = new Message(version).series(UP);
        for (int i = 0; i < bits.length; i++) {
            message.sample(T0 + i, Double.longBitsToDouble(bits[i]));
        }
        assertThat(hub.write(version, message.bytes()).statusCode()).isEqualTo(204);
        SampleColumns stored = hub.stored(EAST_UP);
        for (int i = 0; i < bits.length; i++) {
            assertThat(Double.doubleToRawLongBits(stored.value(i))).isEqualTo(bits[i]);
        }
    }

    @Test
    void aPartialWriteIsToldWithTrueCounts() throws Exception {
        hub.write(V2, new Message(V2).series(UP).sample(T0, 1).bytes());
        HttpResponse<String> answer = hub.write(V2,
                new Message(V2).series(UP).sample(T0, 99).sample(T0 + 1, 2).rawSeries("job", "x").sample(T0, 5)
                        .bytes());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue(WRITTEN + "Samples-Written")).hasValue("1");
        assertThat(answer.headers().firstValue(WRITTEN + "Histograms-Written")).hasValue("0");
        assertThat(answer.body()).startsWith("refused 2 of 3 samples, the others are stored; the first refusal: ");
        assertThat(hub.stored(EAST_UP).size()).isEqualTo(2);
        assertThat(hub.metric("tributary_ingest_samples_refused", "east", "store")).isEqualTo(2);
    }

    @Test
    void aForeignClusterLabelCannotChooseTheCluster() throws Exception {
        hub.write(V1, new Message(V1).series(UP.with("cluster", "west")).sample(T0, 1).bytes());
        assertThat(hub.stored(EAST_UP.with("exported_cluster", "west")).size()).isEqualTo(1);
    }

    @Test
    void withoutCredentialsTheDataNamesItsCluster() throws Exception {
        hub.authenticator.replace(Credentials.NONE);
        byte[] message = new Message(V1).series(UP.with("cluster", "west")).sample(T0, 1).series(UP).sample(T0, 2)
                .series(UP.with("cluster", "west").with("a", "b")).sample(T0, 3).bytes();
        assertThat(hub.write(V1, message).statusCode()).isEqualTo(204);
        assertThat(hub.send(hub.request().header("X-Tributary-Cluster", "north").header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(message))).build()).statusCode()).isEqualTo(204);
        assertThat(hub.stored(UP.with("cluster", "west")).size()).isGreaterThanOrEqualTo(1);
        assertThat(hub.stored(UP.with("cluster", "default")).value(0)).isEqualTo(2);
        assertThat(hub.stored(UP.with("cluster", "north")).value(0)).isEqualTo(2);
        assertThat(hub.metric("tributary_ingest_samples", "west")).isEqualTo(4);
        assertThat(hub.metric("tributary_ingest_samples", "default")).isEqualTo(1);
        assertThat(hub.metric("tributary_ingest_samples", "north")).isEqualTo(1);
    }
}
