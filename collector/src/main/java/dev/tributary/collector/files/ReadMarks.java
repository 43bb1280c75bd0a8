package dev.tributary.collector.files;

import java.util.List;

/** What a reader of lines needs to read the rest of a file as if it had never stopped. */
public record ReadMarks(List<StreamMark> streams, List<TimeSegment> times, List<Cut> cuts) {
    public static final ReadMarks NONE = new ReadMarks(List.of(), List.of(), List.of());

    public ReadMarks {
        streams = List.copyOf(streams);
        times = List.copyOf(times);
        cuts = List.copyOf(cuts);
    }

    /** For the next file: times go on, offsets begin anew. */
    ReadMarks carried() {
        return new ReadMarks(streams.stream().map(StreamMark::carried).toList(), List.of(), List.of());
    }

    /** Where reading has to begin. */
    public long resume(long position) {
        return Math.min(position, streams.stream().mapToLong(StreamMark::resume).min().orElse(position));
    }
}
