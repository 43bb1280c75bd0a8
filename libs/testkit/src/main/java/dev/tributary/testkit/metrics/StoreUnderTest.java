package dev.tributary.testkit.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;

import static org.assertj.core.api.Assertions.assertThat;

/** The store a contract is about, and short ways to write and read it. Its clock shows {@link #now()}. */
interface StoreUnderTest {
    ClusterId EAST = new ClusterId("east");
    long SECOND = 1000;
    long HOUR = 3600 * SECOND;

    /** A label set whose reader sees the same labels plus {@code cluster="east"}. */
    Labels UP = Labels.of("__name__", "up", "job", "node");

    /** What is read through. */
    MetricReader reader();

    /** What is written through. */
    MetricWriter writer();

    /** The time all samples of these tests lie around: shortly before it, at most some hours. */
    default Instant now() {
        return Instant.parse("2026-03-10T12:00:00Z");
    }

    /** Two hours before now, Unix milliseconds. */
    default long t0() {
        return now().toEpochMilli() - 2 * HOUR;
    }

    /** Writes as a cluster whose credentials name it. */
    default TestWriter east() {
        return new TestWriter(writer(), new WriterIdentity(EAST, false));
    }

    /** Writes without credentials: labels name the cluster. */
    default TestWriter anyone() {
        return new TestWriter(writer(), new WriterIdentity(EAST, true));
    }

    /** How labels that {@link #east()} wrote are read. */
    static Labels inEast(Labels labels) {
        return labels.with("cluster", "east");
    }

    default SeriesQuery query(Matcher... matchers) {
        return new SeriesQuery(List.of(matchers), t0() - 10 * HOUR, t0() + 10 * HOUR, 0);
    }

    default SampleColumns read(Labels labels, long min, long max) {
        SampleColumns columns = new SampleColumns();
        Matcher[] exact = labels.toMap().entrySet().stream().map(e -> Matcher.equal(e.getKey(), e.getValue()))
                .toArray(Matcher[]::new);
        try (SeriesSelection selection = reader().select(query(exact))) {
            for (StoredSeries series : selection.series()) {
                if (series.labels().equals(labels)) {
                    series.read(min, max, columns);
                }
            }
        }
        return columns;
    }

    default SampleColumns read(Labels labels) {
        return read(labels, t0() - 10 * HOUR, t0() + 10 * HOUR);
    }

    default List<Labels> select(Matcher... matchers) {
        try (SeriesSelection selection = reader().select(query(matchers))) {
            return selection.series().stream().<Labels>map(StoredSeries::labels).toList();
        }
    }

    static void assertRows(SampleColumns columns, Number... timesAndValues) {
        List<Number> expected = new ArrayList<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            expected.add(timesAndValues[i].longValue());
            expected.add(timesAndValues[i + 1].doubleValue());
        }
        List<Number> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            found.add(columns.timestamp(i));
            found.add(columns.value(i));
        }
        assertThat(found).isEqualTo(expected);
    }

    static LabelSlices slices(String... namesAndValues) {
        byte[] bytes = String.join("", namesAndValues).getBytes(StandardCharsets.UTF_8);
        LabelSlices slices = new LabelSlices();
        slices.reset(bytes);
        int at = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int name = namesAndValues[i].length();
            int value = namesAndValues[i + 1].length();
            slices.add(at, name, at + name, value);
            at += name + value;
        }
        return slices;
    }
}
