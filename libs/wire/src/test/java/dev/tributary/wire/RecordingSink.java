package dev.tributary.wire;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;

/** Keeps what a decoder hands over, as values that can be compared; doubles by their raw bits. */
public final class RecordingSink implements SampleSink {
    /** One call of the sink. */
    public sealed interface Event {
        record Series(Labels labels) implements Event {
        }

        record Sample(long timestampMillis, long valueBits, long startMillis) implements Event {
        }

        record Histogram(long timestampMillis, NativeHistogram histogram, long startMillis) implements Event {
        }

        record Traced(Labels labels, long valueBits, long timestampMillis) implements Event {
        }

        record Described(MetricMetadata metadata) implements Event {
        }
    }

    private final List<Event> events = new ArrayList<>();

    public List<Event> events() {
        return events;
    }

    @Override
    public void series(LabelSlices labels) {
        events.add(new Event.Series(labels.toLabels()));
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        events.add(new Event.Sample(timestampMillis, Double.doubleToRawLongBits(value), startMillis));
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        events.add(new Event.Histogram(timestampMillis, histogram, startMillis));
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        events.add(new Event.Traced(exemplar.labels(), Double.doubleToRawLongBits(exemplar.value()),
                exemplar.timestampMillis()));
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        events.add(new Event.Described(metadata));
    }

    /** Plays the calls again into another sink. */
    public static void replay(List<Event> events, SampleSink sink) {
        for (Event event : events) {
            switch (event) {
                case Event.Series(Labels labels) -> {
                    LabelSlices slices = new LabelSlices();
                    slices.set(labels);
                    sink.series(slices);
                }
                case Event.Sample(long time, long bits, long start) ->
                    sink.sample(time, Double.longBitsToDouble(bits), start);
                case Event.Histogram(long time, NativeHistogram histogram, long start) ->
                    sink.histogram(time, histogram, start);
                case Event.Traced(Labels labels, long bits, long time) ->
                    sink.exemplar(new Exemplar(labels, Double.longBitsToDouble(bits), time));
                case Event.Described(MetricMetadata metadata) -> sink.metadata(metadata);
            }
        }
    }
}
