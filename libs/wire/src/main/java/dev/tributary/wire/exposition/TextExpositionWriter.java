package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.text.EscapingScheme;
import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.Names;

/**
 * Writes the text format 0.0.4. Names that are not plain are escaped by the scheme, or quoted where it allows UTF-8. Start
 * timestamps and exemplars have no place in it.
 */
public final class TextExpositionWriter implements ExpositionWriter {
    private final EscapingScheme escaping;
    private final StringBuilder out = new StringBuilder(8192);
    private String family = "";
    private MetricType type = MetricType.UNKNOWN;

    public TextExpositionWriter(EscapingScheme escaping) {
        this.escaping = escaping;
    }

    @Override
    public String contentType() {
        return "text/plain; version=0.0.4; charset=utf-8; escaping=" + escaping.text();
    }

    @Override
    public void family(MetricMetadata metadata) {
        family = escaping.escape(metadata.family());
        type = metadata.type();
        if (!metadata.help().isEmpty()) {
            out.append("# HELP ");
            familyName();
            out.append(' ');
            escaped(metadata.help(), false);
            out.append('\n');
        }
        out.append("# TYPE ");
        familyName();
        out.append(' ').append(typeWord()).append('\n');
    }

    private void familyName() {
        if (Names.isLegacyMetricName(family)) {
            out.append(family);
        } else {
            quoted(family);
        }
    }

    private String typeWord() {
        return switch (type) {
            case COUNTER -> "counter";
            case GAUGE, INFO, STATESET -> "gauge";
            case HISTOGRAM, GAUGEHISTOGRAM -> "histogram";
            case SUMMARY -> "summary";
            case UNKNOWN -> "untyped";
        };
    }

    @Override
    public void sample(Labels labels, double value, SampleExtras extras) {
        FamilyType.requireNumber(type);
        line("", labels, "", "", value, extras);
    }

    @Override
    public void histogram(Labels labels, ClassicHistogram histogram, SampleExtras extras) {
        FamilyType.requireHistogram(type);
        for (int i = 0; i < histogram.bounds().length; i++) {
            line("_bucket", labels, "le", GoFloat.general(histogram.bounds()[i]), histogram.cumulativeCounts()[i],
                    extras);
        }
        line("_bucket", labels, "le", "+Inf", histogram.count(), extras);
        line("_sum", labels, "", "", histogram.sum(), extras);
        line("_count", labels, "", "", histogram.count(), extras);
    }

    @Override
    public void histogram(Labels labels, NativeHistogram histogram, SampleExtras extras) {
        FamilyType.requireHistogram(type);
    }

    @Override
    public void summary(Labels labels, ExposedSummary summary, SampleExtras extras) {
        FamilyType.requireSummary(type);
        summary.quantiles().forEach(
                (quantile, value) -> line("", labels, "quantile", GoFloat.general(quantile), value, extras));
        line("_sum", labels, "", "", summary.sum(), extras);
        line("_count", labels, "", "", summary.count(), extras);
    }

    private void line(String suffix, Labels labels, String lastName, String lastValue, double value,
            SampleExtras extras) {
        String name = family + suffix;
        boolean plain = Names.isLegacyMetricName(name);
        if (plain) {
            out.append(name);
        }
        if (!plain || !labels.isEmpty() || !lastName.isEmpty()) {
            out.append('{');
            int start = out.length();
            if (!plain) {
                quoted(name);
            }
            labels.forEach((label, text) -> label(start, escaping.escape(label), text));
            if (!lastName.isEmpty()) {
                label(start, lastName, lastValue);
            }
            out.append('}');
        }
        out.append(' ');
        GoFloat.append(out, value, 'g', GoFloat.SHORTEST);
        if (extras.timestampMillis() != 0) {
            out.append(' ').append(extras.timestampMillis());
        }
        out.append('\n');
    }

    private void label(int start, String name, String value) {
        if (out.length() > start) {
            out.append(',');
        }
        if (Names.isLegacyLabelName(name)) {
            out.append(name);
        } else {
            quoted(name);
        }
        out.append('=');
        quoted(value);
    }

    private void quoted(String text) {
        out.append('"');
        escaped(text, true);
        out.append('"');
    }

    private void escaped(String text, boolean quotes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '"' -> out.append(quotes ? "\\\"" : "\"");
                default -> out.append(c);
            }
        }
    }

    @Override
    public int size() {
        return out.length();
    }

    @Override
    public byte[] take() {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        out.setLength(0);
        return bytes;
    }

    @Override
    public void end() {
        // Every line is ready as soon as it is written.
    }
}
