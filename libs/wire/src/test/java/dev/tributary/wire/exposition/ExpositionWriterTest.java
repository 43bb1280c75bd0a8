package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.text.EscapingScheme;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.Fixtures;
import dev.tributary.wire.RandomSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpositionWriterTest {
    @Test
    void textIsWrittenAsPrometheusWritesIt() {
        String page = new String(ExamplePage.write(new TextExpositionWriter(EscapingScheme.ALLOW_UTF8)),
                StandardCharsets.UTF_8);
        assertThat(page).isEqualTo("""
                                   # HELP requests Requests\\n"served".
                                   # TYPE requests counter
                                   requests{Zone="1",pod="a-ü"} 17
                                   requests 0 -5
                                   # TYPE "up.now" gauge
                                   {"up.now"} NaN
                                   # TYPE federated untyped
                                   federated{"odd name"="x"} -Inf 1700000000000
                                   # TYPE latency histogram
                                   latency_bucket{Zone="1",pod="a-ü",le="0.1"} 1 7
                                   latency_bucket{Zone="1",pod="a-ü",le="1"} 3 7
                                   latency_bucket{Zone="1",pod="a-ü",le="+Inf"} 4 7
                                   latency_sum{Zone="1",pod="a-ü"} 2.5 7
                                   latency_count{Zone="1",pod="a-ü"} 4 7
                                   # TYPE sizes histogram
                                   sizes_bucket{le="2"} 0.5
                                   sizes_bucket{le="+Inf"} 1.25
                                   sizes_sum -1
                                   sizes_count 1.25
                                   # TYPE rpc summary
                                   rpc{quantile="0.5"} NaN
                                   rpc{quantile="0.99"} 2
                                   rpc_sum 3
                                   rpc_count 2
                                   """);
    }

    @Test
    void theCommittedTextPagesAreRead() throws Exception {
        byte[] text = Fixtures.bytes("exposition/text.txt");
        assertThat(ExamplePage.write(new TextExpositionWriter(EscapingScheme.ALLOW_UTF8))).isEqualTo(text);
        assertThat(Page.parse(Page.parser(Page.TEXT), text)).contains("__name__=up.now NaN",
                "Zone=1,__name__=latency_bucket,le=1.0,pod=a-ü 3.0 @7");
    }

    @ParameterizedTest
    @CsvSource({"UNDERSCORES,up_now,odd_name", "DOTS,up_dot_now,odd__name", "VALUES,U__up_2e_now,U__odd_20_name"})
    void namesAreEscapedByTheScheme(EscapingScheme scheme, String metric, String label)
            throws MalformedExpositionException {
        TextExpositionWriter text = new TextExpositionWriter(scheme);
        assertThat(text.contentType()).endsWith("; escaping=" + scheme.text());
        String page = new String(ExamplePage.write(text), StandardCharsets.UTF_8);
        assertThat(page).contains("# TYPE " + metric + " gauge\n" + metric + " NaN\n")
                .contains("federated{" + label + "=\"x\"}");
        ProtobufExpositionWriter protobuf = new ProtobufExpositionWriter(scheme);
        assertThat(protobuf.contentType()).endsWith("; escaping=" + scheme.text());
        assertThat(Page.parse(Page.parser(protobuf.contentType()), ExamplePage.write(protobuf)))
                .contains("__name__=" + metric + " NaN");
    }

    @Seeded
    void bothFormatsGiveBackTheSameSamples(RandomGenerator random) throws MalformedExpositionException {
        TextExpositionWriter text = new TextExpositionWriter(EscapingScheme.ALLOW_UTF8);
        ProtobufExpositionWriter protobuf = new ProtobufExpositionWriter(EscapingScheme.ALLOW_UTF8);
        RandomSeries series = new RandomSeries(random);
        for (int family = random.nextInt(4); family > 0; family--) {
            MetricMetadata metadata = new MetricMetadata("metric_" + family, MetricType.UNKNOWN, series.word(), "");
            text.family(metadata);
            protobuf.family(metadata);
            for (int i = random.nextInt(5); i > 0; i--) {
                Labels labels = series.labels().withoutName();
                double value = series.value();
                SampleExtras extras = SampleExtras.at(random.nextInt(3) * 1_700_000_000_000L);
                text.sample(labels, value, extras);
                protobuf.sample(labels, value, extras);
            }
        }
        text.end();
        protobuf.end();
        assertThat(samples(Page.TEXT, text.take())).isEqualTo(samples(Page.PROTOBUF, protobuf.take()));
    }

    private static Object samples(String contentType, byte[] page) throws MalformedExpositionException {
        return Page.parse(Page.parser(contentType), page).stream().filter(e -> e.contains("__name__=")).toList();
    }

    @Test
    void aFamilyHoldsOnlyItsOwnKind() {
        for (ExpositionWriter writer : new ExpositionWriter[]{new TextExpositionWriter(EscapingScheme.ALLOW_UTF8),
                new ProtobufExpositionWriter(EscapingScheme.ALLOW_UTF8)}) {
            writer.family(new MetricMetadata("x", MetricType.HISTOGRAM, "", ""));
            assertThatThrownBy(() -> writer.sample(Labels.EMPTY, 1, SampleExtras.NONE))
                    .hasMessage("a family of type histogram does not hold a mere value");
            writer.family(new MetricMetadata("x", MetricType.INFO, "", ""));
            assertThatThrownBy(() -> writer.histogram(Labels.EMPTY, NativeHistogram.builder().build(),
                    SampleExtras.NONE)).hasMessage("a family of type info does not hold a histogram");
            assertThatThrownBy(
                    () -> writer.summary(Labels.EMPTY, new ExposedSummary(new TreeMap<>(), 0, 0), SampleExtras.NONE))
                    .hasMessage("a family of type info does not hold a summary");
        }
    }

    @Test
    void boundsAndCountsOfAHistogramMustMatch() {
        assertThatThrownBy(() -> new ClassicHistogram(new double[1], new double[2], 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                                                                 none                                                              | text/plain; version=0.0.4; charset=utf-8; escaping=underscores
                                                                 */*                                                               | text/plain; version=0.0.4; charset=utf-8; escaping=underscores
                                                                 application/openmetrics-text;version=1.0.0                        | text/plain; version=0.0.4; charset=utf-8; escaping=underscores
                                                                 text/plain;version=1.0.0;escaping=allow-utf-8                     | text/plain; version=0.0.4; charset=utf-8; escaping=allow-utf-8
                                                                 text/plain;q=0.5;escaping=dots, text/plain;escaping=values;q=0.9  | text/plain; version=0.0.4; charset=utf-8; escaping=values
                                                                 text/plain;q=high, text/plain;escaping=dots                       | text/plain; version=0.0.4; charset=utf-8; escaping=dots
                                                                 application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6;escaping=allow-utf-8,text/plain;q=0.5 | application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; escaping=allow-utf-8
                                                                 application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text | text/plain; version=0.0.4; charset=utf-8; escaping=underscores
                                                                 """)
    void theClientsPreferenceDecides(String accept, String contentType) {
        assertThat(ExpositionWriters.forAccept(accept).contentType()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/plain; version=2.0", "application/openmetrics-text; version=2.0.0", "''",
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=text",
            "application/vnd.google.protobuf; encoding=delimited"})
    void otherContentTypesAreRefusedByName(String contentType) {
        assertThatThrownBy(() -> Page.parser(contentType)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unsupported exposition content type \"" + contentType + "\"; supported are");
    }
}
