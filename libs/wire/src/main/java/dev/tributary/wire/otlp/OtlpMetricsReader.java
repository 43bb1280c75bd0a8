package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code ExportMetricsServiceRequest}: resources 1 of resource 1 (attributes 1) and scopes 2, which have metrics 2 of
 * name 1, description 2, unit 3, and one of gauge 5, sum 7, histogram 9, exponential histogram 10, summary 11, each with
 * points 1. Fields may stand in any order, so a message is walked once for what is about it and once for what is in it.
 * What was read before a malformed part has reached the sink already. Reusable, for one thread.
 */
public final class OtlpMetricsReader {
    private static final int DELTA = 1;
    private static final int CUMULATIVE = 2;

    private final ProtoReader in = new ProtoReader();
    private final OtlpAttributes attributes = new OtlpAttributes(in);
    private final OtlpPointReader points = new OtlpPointReader(in);

    /** A part of a message to be read later: its field, and where its length stands. */
    private record Part(int field, int position) {
    }

    /**
     * Reads one message.
     *
     * @param deltas what makes totals of differences; null refuses them
     * @return what could not become samples
     * @throws MalformedOtlpException when it breaks the protobuf format or the schema
     */
    public OtlpReport read(byte[] message, int offset, int length, SampleSink sink, @Nullable OtlpDeltas deltas)
            throws MalformedOtlpException {
        OtlpOutput out = new OtlpOutput(sink, deltas);
        in.reset(message, offset, length);
        try {
            while (!in.atEnd()) {
                int tag = in.tag();
                if (ProtoReader.field(tag) == 1) {
                    in.require(tag, WireType.BYTES);
                    resource(out);
                } else {
                    in.skip(tag);
                }
            }
        } catch (MalformedProtobufException e) {
            throw new MalformedOtlpException("OTLP metrics message of " + length + " bytes: " + e.getMessage());
        }
        return out.report();
    }

    /**
     * Reads one request in JSON; all of it is understood before anything reaches the sink.
     *
     * @param deltas what makes totals of differences; null refuses them
     * @return what could not become samples
     * @throws MalformedOtlpException when it is no JSON, or breaks the schema
     */
    public OtlpReport readJson(byte[] message, int offset, int length, SampleSink sink, @Nullable OtlpDeltas deltas)
            throws MalformedOtlpException {
        byte[] protobuf = OtlpJson.toProtobuf(message, offset, length, OtlpMetricsSchema.REQUEST, "OTLP metrics");
        return read(protobuf, 0, protobuf.length, sink, deltas);
    }

    private void resource(OtlpOutput out) throws MalformedProtobufException {
        int outer = in.enter();
        List<Part> parts = parts(1, 2);
        Map<String, String> told = OtlpAttributes.empty();
        for (Part part : parts) {
            if (part.field() == 1) {
                in.seek(part.position());
                resourceAttributes(told);
            }
        }
        OtlpResource resource = new OtlpResource(told);
        for (Part part : parts) {
            if (part.field() == 2) {
                in.seek(part.position());
                scope(resource, out);
            }
        }
        in.leave(outer);
        resource.writeInfo(out);
    }

    /** Finds the messages in the current one that are of these fields; passes over all others. */
    private List<Part> parts(int... fields) throws MalformedProtobufException {
        List<Part> parts = new ArrayList<>();
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            for (int wanted : fields) {
                if (field == wanted) {
                    in.require(tag, WireType.BYTES);
                    parts.add(new Part(field, in.position()));
                }
            }
            in.skip(tag);
        }
        return parts;
    }

    private void resourceAttributes(Map<String, String> into) throws MalformedProtobufException {
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                in.require(tag, WireType.BYTES);
                attributes.read(into);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void scope(OtlpResource resource, OtlpOutput out) throws MalformedProtobufException {
        int outer = in.enter();
        for (Part part : parts(2)) {
            in.seek(part.position());
            metric(resource, out);
        }
        in.leave(outer);
    }

    private void metric(OtlpResource resource, OtlpOutput out) throws MalformedProtobufException {
        int outer = in.enter();
        String name = "";
        String description = "";
        String unit = "";
        Part data = new Part(0, 0);
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            switch (field) {
                case 1, 2, 3 -> {
                    in.require(tag, WireType.BYTES);
                    String text = in.string();
                    name = field == 1 ? text : name;
                    description = field == 2 ? text : description;
                    unit = field == 3 ? text : unit;
                }
                case 5, 7, 9, 10, 11 -> {
                    in.require(tag, WireType.BYTES);
                    data = new Part(field, in.position());
                    in.skip(tag);
                }
                default -> in.skip(tag);
            }
        }
        if (data.field() != 0) {
            in.seek(data.position());
            data(new MetricMetadata(name, OtlpKind.GAUGE.type(), description, unit), data.field(), resource, out);
        }
        in.leave(outer);
    }

    /** Reads what a metric holds: points 1, temporality 2, whether it only grows 3. */
    private void data(MetricMetadata told, int field, OtlpResource resource, OtlpOutput out)
            throws MalformedProtobufException {
        int outer = in.enter();
        List<Integer> positions = new ArrayList<>();
        long temporality = 0;
        boolean monotonic = false;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    positions.add(in.position());
                    in.skip(tag);
                }
                case 2 -> {
                    in.require(tag, WireType.VARINT);
                    temporality = in.varint();
                }
                case 3 -> {
                    in.require(tag, WireType.VARINT);
                    monotonic = in.varint() != 0;
                }
                default -> in.skip(tag);
            }
        }
        OtlpKind kind = kind(field, monotonic);
        String family = OtlpNames.family(told.family(), told.unit(), kind);
        boolean hasTemporality = field == 7 || field == 9 || field == 10;
        OtlpDeltas deltas = hasTemporality && temporality == DELTA ? out.deltas() : null;
        if (family.isEmpty()) {
            out.refuse(positions.size(), "nothing is left of the metric name \"" + told.family() + "\"");
        } else if (hasTemporality && temporality != CUMULATIVE && deltas == null) {
            out.refuse(positions.size(), "invalid temporality and type combination for metric \"" + told.family()
                    + "\": only cumulative values can be stored"
                    + (temporality == DELTA ? "; ingest.otlp.delta_to_cumulative of the hub adds differences up" : ""));
        } else if (!positions.isEmpty()) {
            out.metadata(new MetricMetadata(family, kind.type(), told.help(), OtlpNames.unit(told.unit())));
            OtlpMetric metric = new OtlpMetric(family, kind, resource, out, deltas);
            for (int position : positions) {
                in.seek(position);
                metric.write(points.read(kind));
            }
        }
        in.leave(outer);
    }

    private static OtlpKind kind(int field, boolean monotonic) {
        return switch (field) {
            case 5 -> OtlpKind.GAUGE;
            case 7 -> monotonic ? OtlpKind.COUNTER : OtlpKind.UP_DOWN_COUNTER;
            case 9 -> OtlpKind.HISTOGRAM;
            case 10 -> OtlpKind.EXPONENTIAL_HISTOGRAM;
            case 11 -> OtlpKind.SUMMARY;
            default -> throw new IllegalStateException("no kind of metric: field " + field);
        };
    }
}
