package dev.tributary.wire.remotewrite;

import java.util.Arrays;
import java.util.function.Consumer;

import dev.tributary.model.Labels;
import dev.tributary.wire.RecordingSink;
import dev.tributary.wire.RecordingSink.Event;
import dev.tributary.wire.prompb.TimeSeriesReader;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Messages built field by field: what the schema allows though no sender does it, and what it forbids. */
class RemoteWriteRefusalTest {
    private static ProtoWriter message(Consumer<ProtoWriter> content) {
        ProtoWriter out = new ProtoWriter();
        content.accept(out);
        return out;
    }

    private static ProtoWriter label(String name, String value) {
        return message(l -> {
            l.stringField(1, name);
            l.stringField(2, value);
        });
    }

    private static ProtoWriter sample(double value, long timestamp) {
        return message(s -> {
            s.float64Field(1, value);
            s.varintField(2, timestamp);
        });
    }

    private static ProtoWriter v1(Consumer<ProtoWriter> series) {
        return message(request -> request.messageField(1, message(series)));
    }

    private static ProtoWriter v2(Consumer<ProtoWriter> series, String... symbols) {
        return message(request -> {
            for (String symbol : symbols) {
                request.stringField(4, symbol);
            }
            request.messageField(5, message(series));
        });
    }

    private static ProtoWriter refs(int... refs) {
        return message(out -> {
            for (int ref : refs) {
                out.varint(ref);
            }
        });
    }

    private static RecordingSink read(RemoteWriteVersion version, ProtoWriter message)
            throws MalformedRemoteWriteException {
        RecordingSink sink = new RecordingSink();
        new RemoteWriteReader().read(version, message.bytes(), 0, message.size(), sink);
        return sink;
    }

    private static void assertRefused(RemoteWriteVersion version, ProtoWriter message, String because) {
        assertThatThrownBy(() -> read(version, message)).isInstanceOf(MalformedRemoteWriteException.class)
                .hasMessageContaining(because);
    }

    @Test
    void fieldsOfASeriesMayComeInAnyOrder() throws MalformedRemoteWriteException {
        ProtoWriter mixed = v1(series -> {
            series.messageField(2, sample(1, 10));
            series.messageField(1, label("__name__", "up"));
            series.messageField(2, sample(2, 20));
            series.messageField(1, label("job", "日本"));
        });
        assertThat(read(RemoteWriteVersion.V1, mixed).events()).containsExactly(
                new Event.Series(Labels.of("__name__", "up", "job", "日本")),
                new Event.Sample(10, Double.doubleToRawLongBits(1), 0),
                new Event.Sample(20, Double.doubleToRawLongBits(2), 0));
    }

    @Test
    void symbolsMayFollowTheSeriesAndReferencesMayBeSplit() throws MalformedRemoteWriteException {
        ProtoWriter mixed = message(request -> {
            request.messageField(5, message(series -> {
                series.messageField(2, sample(1, 10));
                series.messageField(1, refs(1));
                series.tag(1, WireType.VARINT);
                series.varint(2);
            }));
            request.stringField(4, "");
            request.stringField(4, "__name__");
            request.stringField(4, "up");
        });
        assertThat(read(RemoteWriteVersion.V2, mixed).events()).containsExactly(
                new Event.Series(Labels.of("__name__", "up")),
                new Event.Sample(10, Double.doubleToRawLongBits(1), 0));
    }

    @Test
    void unknownFieldsArePassedOver() throws MalformedRemoteWriteException {
        ProtoWriter unknown = message(request -> {
            request.stringField(2, "reserved");
            request.messageField(1, message(series -> {
                series.messageField(1, label("__name__", "up"));
                series.varintField(99, 7);
                series.tag(100, 3);
                series.tag(101, 3);
                series.float64Field(5, 1.5);
                series.tag(101, 4);
                series.tag(100, 4);
                series.tag(102, WireType.FIXED32);
                series.fixed32(1);
                series.messageField(2, sample(1, 10));
            }));
        });
        assertThat(read(RemoteWriteVersion.V1, unknown).events()).hasSize(2);
    }

    @Test
    void wrongWireTypesAreRefused() {
        assertRefused(RemoteWriteVersion.V1, message(request -> request.varintField(1, 5)),
                "field 1 has wire type 0 instead of 2");
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.varintField(2, 5)),
                "field 2 has wire type 0 instead of 2");
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.varintField(1, 5)),
                "field 1 has wire type 0 instead of 2");
        assertRefused(RemoteWriteVersion.V2, v2(series -> series.varintField(3, 5)),
                "field 3 has wire type 0 instead of 2");
        assertRefused(RemoteWriteVersion.V2, message(request -> request.varintField(5, 5)),
                "field 5 has wire type 0 instead of 2");
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.tag(9, 4)), "field 9 has wire type 4 out of place");
    }

    @Test
    void aMessageOfTheOtherVersionIsRefused() {
        assertRefused(RemoteWriteVersion.V1, v2(series -> {
        }, ""), "field 4 belongs to remote write 2.0");
        assertRefused(RemoteWriteVersion.V2, v1(series -> {
        }), "field 1 belongs to remote write 1.0");
    }

    @Test
    void badSymbolsAndReferencesAreRefused() {
        assertRefused(RemoteWriteVersion.V2, v2(series -> series.messageField(1, refs(1, 2)), "", "a"),
                "symbol reference 2 is out of range, the message has 2 symbols");
        assertRefused(RemoteWriteVersion.V2, v2(series -> series.messageField(1, refs(1, 1, 1)), "", "a"),
                "label references are odd in number");
        assertRefused(RemoteWriteVersion.V2, v2(series -> {
        }, "a"), "symbol 0 is not the empty string");
        assertRefused(RemoteWriteVersion.V2,
                v2(series -> series.messageField(5, message(m -> m.varintField(3, 9))), "", "a"),
                "symbol reference 9 is out of range");
        assertRefused(RemoteWriteVersion.V2,
                v2(series -> series.messageField(4, message(e -> e.messageField(1, refs(1)))), "", "a"),
                "label references of an exemplar are odd in number");
    }

    @Test
    void aVersion2SeriesOfTwoKindsIsRefused() {
        assertRefused(RemoteWriteVersion.V2, v2(series -> {
            series.messageField(2, sample(1, 10));
            series.messageField(3, new ProtoWriter());
        }, ""), "a series has both samples and histograms");
    }

    @Test
    void textThatIsNoUtf8IsRefused() {
        ProtoWriter broken = message(l -> {
            l.stringField(1, "job");
            l.bytesField(2, new byte[]{(byte) 0xc0, (byte) 0x80}, 0, 2);
        });
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.messageField(1, broken)), "text is no valid UTF-8");
        assertRefused(RemoteWriteVersion.V2, message(request -> {
            request.stringField(4, "");
            request.bytesField(4, new byte[]{(byte) 0xff}, 0, 1);
        }), "byte 4: text is no valid UTF-8");
    }

    @Test
    void anInvalidHistogramIsRefusedWithTheRuleItBreaks() {
        ProtoWriter schema = message(h -> h.zigzagField(4, 9));
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.messageField(4, schema)), "schema 9 is not between");
        ProtoWriter spans = message(h -> h.messageField(11, message(s -> s.varintField(2, 1L << 40))));
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.messageField(4, spans)), "is out of range");
        ProtoWriter doubles = message(h -> h.bytesField(13, new byte[7], 0, 7));
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.messageField(4, doubles)),
                "the message ends inside a field");
    }

    @Test
    void moreLabelsThanTheLimitAreRefused() {
        assertRefused(RemoteWriteVersion.V1, v1(series -> {
            for (int i = 0; i <= TimeSeriesReader.LABELS_MAX; i++) {
                series.messageField(1, label("n" + i, "v"));
            }
        }), "more than the limit of 1024 labels");
        assertRefused(RemoteWriteVersion.V2,
                v2(series -> series.messageField(1, refs(new int[2 * TimeSeriesReader.LABELS_MAX + 2])), ""),
                "more than 1024 labels in one series");
        assertRefused(RemoteWriteVersion.V1, v1(series -> series.messageField(3, message(exemplar -> {
            for (int i = 0; i <= TimeSeriesReader.EXEMPLAR_LABELS_MAX; i++) {
                exemplar.messageField(1, label("n" + i, "v"));
            }
        }))), "more than 64 labels in one exemplar");
    }

    @Test
    void brokenVarintsAndTagsAreRefused() {
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xff);
        assertRefused(RemoteWriteVersion.V1, message(out -> out.raw(endless, 0, 12)),
                "byte 0: varint of more than 64 bits");
        assertRefused(RemoteWriteVersion.V1, message(out -> out.varint(2)), "byte 0: no valid field tag");
        assertRefused(RemoteWriteVersion.V1, message(out -> out.varint(1L << 40)), "byte 0: no valid field tag");
        assertRefused(RemoteWriteVersion.V1, message(out -> out.tag(7, 3)), "the message ends inside a field");
    }
}
