package dev.tributary.app.demo.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

import dev.tributary.app.demo.server.SimulatedPrometheus.Sample;
import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloat;
import dev.tributary.wire.protobuf.ProtoWriter;

/**
 * Renders federated samples as Prometheus does: every family untyped and without help, every sample with its own time,
 * external labels behind the series' own, an empty {@code instance} where there is none.
 */
final class FederationPage {
    static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=allow-utf-8";
    static final String PROTOBUF_TYPE = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; "
            + "encoding=delimited; escaping=allow-utf-8";
    private static final int UNTYPED = 3;

    private final List<Sample> samples;
    private final Labels external;

    /**
     * Prepares a page.
     *
     * @param samples ordered by metric name
     */
    FederationPage(List<Sample> samples, Labels external) {
        this.samples = samples;
        this.external = external;
    }

    /** The page in text format 0.0.4. */
    byte[] text() {
        StringBuilder page = new StringBuilder(samples.size() * 200);
        String family = "";
        for (Sample sample : samples) {
            String name = sample.labels().metricName();
            if (!name.equals(family)) {
                family = name;
                page.append("# TYPE ").append(name).append(" untyped\n");
            }
            page.append(name).append('{');
            int labelsAt = page.length();
            forEachLabel(sample.labels(), (label, value) -> {
                page.append(page.length() == labelsAt ? "" : ",").append(label).append("=\"");
                page.append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"")).append('"');
            });
            page.append("} ").append(GoFloat.general(sample.value())).append(' ').append(sample.timeMillis());
            page.append('\n');
        }
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The page as delimited protobuf, one message for each family. */
    byte[] protobuf() {
        ProtoWriter page = new ProtoWriter();
        for (int from = 0; from < samples.size();) {
            int to = from;
            String name = samples.get(from).labels().metricName();
            ProtoWriter family = new ProtoWriter();
            family.stringField(1, name);
            family.varintField(3, UNTYPED);
            for (; to < samples.size() && samples.get(to).labels().metricName().equals(name); to++) {
                family.messageField(4, metric(samples.get(to)));
            }
            page.varint(family.size());
            page.raw(family.bytes(), 0, family.size());
            from = to;
        }
        return page.toByteArray();
    }

    private ProtoWriter metric(Sample sample) {
        ProtoWriter metric = new ProtoWriter();
        forEachLabel(sample.labels(), (name, value) -> {
            ProtoWriter label = new ProtoWriter();
            label.stringField(1, name);
            label.stringField(2, value);
            metric.messageField(1, label);
        });
        ProtoWriter untyped = new ProtoWriter();
        untyped.float64Field(1, sample.value());
        metric.messageField(5, untyped);
        metric.varintField(6, sample.timeMillis());
        return metric;
    }

    private void forEachLabel(Labels labels, BiConsumer<String, String> visitor) {
        labels.withoutName().forEach(visitor);
        external.forEach((name, value) -> {
            if (!labels.has(name)) {
                visitor.accept(name, value);
            }
        });
        if (!labels.has("instance") && !external.has("instance")) {
            visitor.accept("instance", "");
        }
    }
}
