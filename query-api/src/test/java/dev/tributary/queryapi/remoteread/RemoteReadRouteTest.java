package dev.tributary.queryapi.remoteread;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.NativeHistogram;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.ReadResult;
import dev.tributary.testkit.TestWriter;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remoteread.ChunkedResponseReader;
import dev.tributary.wire.remoteread.ReadHints;
import dev.tributary.wire.remoteread.ReadQuery;
import dev.tributary.wire.remoteread.ReadRequest;
import dev.tributary.wire.remoteread.ReadRequestWriter;
import dev.tributary.wire.remoteread.ReadResponseType;
import dev.tributary.wire.remoteread.SampledResponseReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RemoteReadRouteTest {
    private static final long NOW = ApiFixture.NOW_MILLIS;
    private static final String UP = "0 up{cluster=\"c1\", job=\"a\"}";
    private static final Map<String, List<String>> EXPECTED = Map.of(UP,
            List.of(NOW - 1000 + "=1.0", NOW + "=2.0"), "1 latency{cluster=\"c1\"}", List.of(NOW + "=h5.0"));

    private final ReadQuery floats = new ReadQuery(NOW - 1000, NOW, List.of(Matcher.equal("__name__", "up")),
            ReadHints.NONE);
    private final ReadQuery histograms = new ReadQuery(NOW, NOW, List.of(Matcher.equal("__name__", "latency")),
            ReadHints.NONE);

    private static void fill(ApiFixture api) {
        TestWriter writer = api.writer();
        writer.sample(Labels.of("__name__", "up", "job", "a"), NOW - 2000, 0);
        writer.sample(Labels.of("__name__", "up", "job", "a"), NOW - 1000, 1);
        writer.sample(Labels.of("__name__", "up", "job", "a"), NOW, 2);
        writer.sample(Labels.of("__name__", "up", "job", "a", "cluster", "c2"), NOW + 5000, 2);
        writer.histogram(Labels.of("__name__", "latency"), NOW, NativeHistogram.builder().integer(true).schema(0)
                .count(5).sum(6.5).positive(new int[]{0, 2}, new double[]{2, 3}).build());
        writer.commit();
    }

    @Test
    void samplesComeInOneMessage() throws Exception {
        try (ApiFixture api = ApiFixture.start()) {
            fill(api);
            HttpAnswer got = ask(api, new ReadRequest(List.of(floats, histograms), List.of()));
            assertThat(got.header("content-type")).isEqualTo("application/x-protobuf");
            assertThat(got.header("content-encoding")).isEqualTo("snappy");
            byte[] message = SnappyBlock.decompress(got.bytes(), 0, got.bytes().length, 1 << 20);
            ReadResult result = new ReadResult();
            new SampledResponseReader().read(message, 0, message.length, result);
            assertThat(result.series()).isEqualTo(EXPECTED);
        }
    }

    @Test
    void chunksComeInFrames() throws Exception {
        try (ApiFixture api = ApiFixture.start()) {
            fill(api);
            HttpAnswer got = ask(api, new ReadRequest(List.of(floats, histograms),
                    List.of(ReadResponseType.STREAMED_XOR_CHUNKS, ReadResponseType.SAMPLES)));
            assertThat(got.header("content-type"))
                    .isEqualTo("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse");
            ReadResult result = new ReadResult();
            ChunkedResponseReader reader = new ChunkedResponseReader(1 << 20, result);
            reader.feed(got.bytes(), 0, got.bytes().length);
            reader.end();
            assertThat(result.series()).isEqualTo(EXPECTED);
            assertThat(reader.frames()).isEqualTo(2);
        }
    }

    @Test
    void aRestrictedAskerReadsItsOwn() throws Exception {
        ReadAccess part = new ReadAccess(List.of(Matcher.equal("cluster", "c2")));
        try (ApiFixture api = ApiFixture.with().access(part).start()) {
            fill(api);
            HttpAnswer got = ask(api, new ReadRequest(List.of(floats), List.of()));
            assertThat(SnappyBlock.decompress(got.bytes(), 0, got.bytes().length, 1000)).hasSizeLessThan(5);
        }
    }

    @Test
    void tooManySamplesAreRefusedUnlessStreamed() throws Exception {
        QueryLimits d = QueryLimits.DEFAULT;
        QueryLimits one = new QueryLimits(d.concurrentMax(), d.queuedMax(), d.lookupsMax(), d.timeout(), d.samplesMax(),
                d.bytesMax(),
                d.seriesMax(), d.pointsMax(), 1, d.lookbackDelta(), d.defaultSubqueryStep(), d.parallelism(),
                d.slowLogThreshold(), d.search(), d.features());
        try (ApiFixture api = ApiFixture.with().limits(one).start()) {
            fill(api);
            HttpAnswer refused = ask(api, new ReadRequest(List.of(floats), List.of()));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).isEqualTo("exceeded sample limit (1)\n");
            assertThat(refused.header("content-encoding")).isEmpty();
            assertThat(ask(api, new ReadRequest(List.of(floats), List.of(ReadResponseType.STREAMED_XOR_CHUNKS)))
                    .status()).isEqualTo(200);
        }
    }

    @Test
    void brokenRequestsAreRefusedInPlainText() {
        try (ApiFixture api = ApiFixture.start()) {
            for (byte[] body : new byte[][]{{}, {1, 2, 3}, SnappyBlock.compress(new byte[]{(byte) 0xff})}) {
                HttpAnswer got = api.server().request("POST", "/api/v1/read", Map.of(),
                        BodyPublishers.ofByteArray(body));
                assertThat(got.status()).isEqualTo(400);
                assertThat(got.header("content-type")).startsWith("text/plain");
            }
            assertThat(api.get("/api/v1/read").status()).isEqualTo(405);
        }
    }

    private static HttpAnswer ask(ApiFixture api, ReadRequest request) {
        return api.server().request("POST", "/api/v1/read",
                Map.of("Content-Encoding", "snappy", "Content-Type", "application/x-protobuf", "Accept-Encoding",
                        "gzip"),
                BodyPublishers.ofByteArray(SnappyBlock.compress(ReadRequestWriter.write(request))));
    }
}
