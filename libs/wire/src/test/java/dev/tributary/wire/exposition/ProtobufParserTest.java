package dev.tributary.wire.exposition;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.text.EscapingScheme;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.Fixtures;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtobufParserTest {
    private static byte[] example() {
        return ExamplePage.write(new ProtobufExpositionWriter(EscapingScheme.ALLOW_UTF8));
    }

    private static ProtoWriter message(Consumer<ProtoWriter> content) {
        ProtoWriter out = new ProtoWriter();
        content.accept(out);
        return out;
    }

    private static byte[] delimited(Consumer<ProtoWriter> family) {
        ProtoWriter content = message(family);
        return message(out -> {
            out.varint(content.size());
            out.raw(content.bytes(), 0, content.size());
        }).toByteArray();
    }

    private static ProtoWriter gauge(double value) {
        return message(metric -> metric.messageField(2, message(gauge -> gauge.float64Field(1, value))));
    }

    private static void assertRefused(byte[] page, String because) {
        assertThatThrownBy(() -> Page.parse(Page.parser(Page.PROTOBUF), page))
                .isInstanceOfSatisfying(MalformedExpositionException.class, e -> assertThat(e.isCut()).isFalse())
                .hasMessageContaining(because);
    }

    @Test
    void everyKindOfMetricBecomesItsSeries() throws MalformedExpositionException {
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), example())).isEqualTo(ExamplePage.PROTOBUF_ENTRIES);
    }

    @Test
    void theCommittedPageIsRead() throws IOException, MalformedExpositionException {
        byte[] page = Fixtures.bytes("exposition/delimited.bin");
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), page)).isEqualTo(ExamplePage.PROTOBUF_ENTRIES);
        assertThat(example()).isEqualTo(page);
    }

    @Seeded
    void piecesOfAnySizeGiveTheSame(RandomGenerator random) throws MalformedExpositionException {
        assertThat(Page.parseInPieces(Page.parser(Page.PROTOBUF), example(), random))
                .isEqualTo(ExamplePage.PROTOBUF_ENTRIES);
    }

    @Test
    void everyCutInsideAFamilyIsNoticed() {
        byte[] page = example();
        int whole = 0;
        for (int length = 0; length < page.length; length++) {
            byte[] cut = Arrays.copyOf(page, length);
            try {
                Page.parse(Page.parser(Page.PROTOBUF), cut);
                whole++;
            } catch (MalformedExpositionException e) {
                assertThat(e.isCut()).isTrue();
            }
        }
        // Only a cut between two of the six families, or in front of all, leaves no trace.
        assertThat(whole).isEqualTo(6);
    }

    @Seeded
    void damageIsRefusedOrReadButNeverWorse(RandomGenerator random) {
        byte[] page = example();
        for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
            page[random.nextInt(page.length)] = (byte) random.nextInt();
        }
        try {
            Page.parseInPieces(Page.parser(Page.PROTOBUF), page, random);
        } catch (MalformedExpositionException e) {
            assertThat(e.getMessage()).contains("family ");
        }
    }

    @Test
    void aHistogramThatIsNativeAndClassicGivesBothOnlyWhenAsked() throws MalformedExpositionException {
        byte[] page = delimited(family -> {
            family.stringField(1, "h");
            family.varintField(3, 4);
            family.messageField(4, message(metric -> metric.messageField(7, message(h -> {
                h.varintField(1, 2);
                h.messageField(3, message(bucket -> {
                    bucket.varintField(1, 2);
                    bucket.float64Field(2, Double.POSITIVE_INFINITY);
                    bucket.messageField(3, message(exemplar -> {
                        exemplar.float64Field(2, 0.5);
                        exemplar.messageField(3, message(time -> time.varintField(1, 9)));
                    }));
                }));
                h.float64Field(6, 0.5);
                h.varintField(7, 2);
            }))));
        });
        String nativeSample = "__name__=h {schema:0 count:2.0 sum:0.0 zero:2.0<=0.5 positive:[][] negative:[][]"
                + " bounds:[] UNKNOWN int} # {} 0.5 @9000";
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), page)).containsExactly("h is histogram", nativeSample);
        ExpositionParser both = ExpositionParsers.forContentType(Page.PROTOBUF, ExpositionLimits.DEFAULT,
                new ExpositionOptions(false, true));
        assertThat(Page.parse(both, page)).containsExactly("h is histogram", nativeSample,
                "__name__=h_bucket,le=+Inf 2.0 # {} 0.5 @9000", "__name__=h_sum 0.0", "__name__=h_count 2.0");
    }

    @Test
    void unitsBehindTheMetricsAreToldAtTheEndOfTheFamily() throws MalformedExpositionException {
        byte[] page = delimited(family -> {
            family.stringField(1, "g");
            family.varintField(3, 1);
            family.messageField(4, gauge(1));
            family.stringField(5, "seconds");
            family.varintField(99, 5);
        });
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), page)).containsExactly("g is gauge", "__name__=g 1.0",
                "g is gauge unit=seconds");
    }

    @Test
    void aFamilyWithoutMetricsIsOnlyDescribed() throws MalformedExpositionException {
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), delimited(family -> family.stringField(1, "g"))))
                .containsExactly("g is counter");
    }

    @Test
    void familiesThatBreakTheSchemaAreRefused() {
        assertRefused(delimited(family -> family.messageField(4, gauge(1))), "the family has no name");
        assertRefused(delimited(family -> family.varintField(3, 1)), "the family has no name");
        assertRefused(delimited(family -> family.stringField(1, "")), "the family's name is empty");
        assertRefused(delimited(family -> family.varintField(3, 6)), "unknown metric type 6");
        assertRefused(delimited(family -> family.varintField(1, 6)), "field 1 has wire type 0 instead of 2");
        assertRefused(delimited(family -> {
            family.stringField(1, "g");
            family.messageField(4, gauge(1));
        }), "family 1 (g), metric 1: byte 11: the metric has no value of its family's type COUNTER");
        assertRefused(delimited(family -> {
            family.stringField(1, "g");
            family.varintField(3, 1);
            family.messageField(4, gauge(1));
            family.varintField(3, 2);
        }), "the family's type stands behind its metrics");
        assertRefused(delimited(family -> family.bytesField(1, new byte[]{(byte) 0xff}, 0, 1)), "no valid UTF-8");
        assertRefused(delimited(family -> family.tag(1, 3)), "field 1 has wire type 3");
        assertRefused(new byte[]{1, (byte) 0x80, 1}, "a field runs over the end of its family");
        assertRefused(new byte[]{2, 10, 5, 1, 1, 1, 1, 1}, "field 1 is longer than what is left of its family");
    }

    @Test
    void metricsThatBreakTheSchemaAreRefused() {
        assertRefused(delimited(family -> {
            family.stringField(1, "h");
            family.varintField(3, 4);
            family.messageField(4, message(metric -> metric.messageField(7, message(h -> {
                h.zigzagField(5, 20);
                h.varintField(7, 1);
            }))));
        }), "schema 20 is not between");
        assertRefused(delimited(family -> {
            family.stringField(1, "c");
            family.messageField(4, message(metric -> metric.messageField(3,
                    message(c -> c.messageField(3, message(time -> time.varintField(1, Long.MAX_VALUE)))))));
        }), "is out of range");
    }

    @Test
    void limitsHoldForFieldsAndLabels() {
        ExpositionLimits limits = new ExpositionLimits(64, 2);
        byte[] help = delimited(family -> family.stringField(2, "x".repeat(100)));
        assertThatThrownBy(() -> Page.parse(ExpositionParsers.forContentType(Page.PROTOBUF, limits), help))
                .hasMessage("family 1: field 2 of 100 bytes is longer than the limit of 64 bytes");
        byte[] labels = delimited(family -> {
            family.stringField(1, "g");
            family.messageField(4, message(metric -> {
                for (int i = 0; i < 3; i++) {
                    metric.messageField(1, new ProtoWriter());
                }
            }));
        });
        assertThatThrownBy(() -> Page.parse(ExpositionParsers.forContentType(Page.PROTOBUF, limits), labels))
                .hasMessageContaining("more than the limit of 2 labels");
    }

    @Test
    void aFamilyOfAnySizePassesThroughAndIsWrittenInParts() throws MalformedExpositionException {
        ProtobufExpositionWriter writer = new ProtobufExpositionWriter(EscapingScheme.ALLOW_UTF8);
        writer.family(new MetricMetadata("g", MetricType.GAUGE, "", ""));
        int metrics = 30_000;
        for (int i = 0; i < metrics; i++) {
            writer.sample(Labels.of("pod", "pod-with-a-rather-long-name-" + i), i,
                    SampleExtras.NONE);
        }
        int ready = writer.size();
        writer.end();
        byte[] page = writer.take();
        assertThat(ready).isBetween(1 << 19, page.length - 1);
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), page).stream().filter(e -> e.startsWith("__name__=g,pod=")))
                .hasSize(metrics);
    }

    @Test
    void fixedWidthFieldsOfAFamilyArePassedOver() throws MalformedExpositionException {
        byte[] page = delimited(family -> {
            family.tag(20, WireType.FIXED32);
            family.fixed32(7);
            family.float64Field(21, 7);
            family.stringField(1, "g");
        });
        assertThat(Page.parse(Page.parser(Page.PROTOBUF), page)).containsExactly("g is counter");
    }
}
