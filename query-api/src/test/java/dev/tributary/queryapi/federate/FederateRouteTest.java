package dev.tributary.queryapi.federate;

import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FederateRouteTest {
    private static final String PROTOBUF = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;escaping=allow-utf-8";
    private static final long NOW = ApiFixture.NOW_MILLIS;

    private final ApiFixture api = ApiFixture.start();

    @BeforeEach
    void write() {
        TestWriter writer = api.writer();
        writer.sample(Labels.of("__name__", "up", "instance", "i", "Zone", "z"), NOW - 20_000, 0);
        writer.sample(Labels.of("__name__", "up", "instance", "i", "Zone", "z"), NOW - 5_000, 1.5);
        writer.sample(Labels.of("__name__", "alpha", "job", "a\"b"), NOW - 1, Double.NaN);
        writer.sample(Labels.of("__name__", "ended"), NOW - 10_000, 1);
        writer.sample(Labels.of("__name__", "ended"), NOW - 9_000, StaleMarker.VALUE);
        writer.sample(Labels.of("__name__", "too_old"), NOW - 300_001, 1);
        writer.sample(Labels.of("__name__", "future"), NOW + 1, 1);
        writer.histogram(Labels.of("__name__", "native"), NOW, NativeHistogram.builder().integer(true).schema(0)
                .count(5).sum(6.5).positive(new int[]{0, 2}, new double[]{2, 3}).build());
        writer.histogram(Labels.of("__name__", "custom"), NOW,
                NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA).count(3).sum(4)
                        .customBounds(new double[]{1, 2.5}).positive(new int[]{0, 3}, new double[]{1, 0, 2}).build());
        writer.commit();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void thePageHasTheNewestSampleOfEachLivingSeriesByName() {
        HttpAnswer got = api.get("/federate?match[]=%7Bcluster=%22c1%22%7D");
        assertThat(got.header("content-type")).startsWith("text/plain; version=0.0.4; charset=utf-8");
        assertThat(got.body()).isEqualTo("""
                                         # TYPE alpha untyped
                                         alpha{cluster="c1",instance="",job="a\\"b"} NaN 1699999999999
                                         # TYPE custom histogram
                                         custom_bucket{cluster="c1",instance="",le="1"} 1 1700000000000
                                         custom_bucket{cluster="c1",instance="",le="2.5"} 1 1700000000000
                                         custom_bucket{cluster="c1",instance="",le="+Inf"} 3 1700000000000
                                         custom_sum{cluster="c1",instance=""} 4 1700000000000
                                         custom_count{cluster="c1",instance=""} 3 1700000000000
                                         # TYPE up untyped
                                         up{Zone="z",cluster="c1",instance="i"} 1.5 1699999995000
                                         """);
    }

    @Test
    void selectorsMakeAUnionAndMayMatchEverything() {
        assertThat(api.get("/federate?match[]=up&match[]=%7Binstance=%22i%22%7D").body())
                .isEqualTo("# TYPE up untyped\nup{Zone=\"z\",cluster=\"c1\",instance=\"i\"} 1.5 1699999995000\n");
        assertThat(api.get("/federate?match[]=%7Bjob=~%22.*%22%7D").body()).contains("up{", "alpha{");
        assertThat(api.get("/federate").body()).isEmpty();
        assertThat(api.get("/federate").status()).isEqualTo(200);
    }

    @Test
    void protobufCarriesNativeHistograms() {
        HttpAnswer got = api.server().request("GET", "/federate?match[]=native", Map.of("Accept", PROTOBUF), "");
        assertThat(got.header("content-type")).startsWith("application/vnd.google.protobuf");
        assertThat(got.bytes()).hasSizeGreaterThan(50);
        assertThat(got.body()).contains("native", "cluster", "c1");
        assertThat(api.get("/federate?match[]=native").body()).isEmpty();
    }

    @Test
    void errorsArePlainText() {
        HttpAnswer got = api.get("/federate?match[]=up%5B5m%5D");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.header("content-type")).startsWith("text/plain");
        assertThat(got.body()).contains("parse error").endsWith("\n").doesNotContain("status");
    }

    @Test
    void onlyGetIsServed() {
        for (String method : new String[]{"POST", "HEAD"}) {
            HttpAnswer got = api.server().request(method, "/federate", Map.of(), "");
            assertThat(got.status()).isEqualTo(405);
            assertThat(got.header("allow")).isEqualTo("GET, OPTIONS");
        }
    }

    @Test
    void aLongPageStreamsWhole() {
        TestWriter writer = api.writer();
        for (int i = 0; i < 20_000; i++) {
            writer.sample(Labels.of("__name__", "many", "n", Integer.toString(i)), NOW, i);
        }
        writer.commit();
        String page = api.get("/federate?match[]=many").body();
        assertThat(page.lines()).hasSize(20_001);
        assertThat(page).endsWith("\n");
    }
}
