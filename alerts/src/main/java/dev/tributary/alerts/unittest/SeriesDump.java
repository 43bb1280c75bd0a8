package dev.tributary.alerts.unittest;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.text.GoFloat;
import dev.tributary.promql.script.InputSeries;

/** Every series of a test with its samples, a line for each sample. */
final class SeriesDump {
    private SeriesDump() {
    }

    static List<String> of(MetricReader reader, long untilMillis) {
        List<String> lines = new ArrayList<>();
        List<Matcher> all = List.of(Matcher.of(Labels.NAME, MatchType.REGEX, ".+"));
        try (SeriesSelection selection = reader.select(new SeriesQuery(all, Long.MIN_VALUE / 2, untilMillis, 0))) {
            for (StoredSeries series : selection.series()) {
                SampleColumns samples = new SampleColumns();
                series.read(Long.MIN_VALUE / 2, untilMillis, samples);
                lines.add(LabelNotation.format(series.labels()) + " =>");
                for (int i = 0; i < samples.size(); i++) {
                    NativeHistogram histogram = samples.histogram(i);
                    lines.add((histogram == null
                            ? GoFloat.fixed(samples.value(i))
                            : InputSeries.notation(histogram)) + " @[" + samples.timestamp(i) + "]");
                }
            }
        }
        return lines;
    }
}
