package dev.tributary.collector.lines;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.files.Cut;
import dev.tributary.collector.files.ReadMarks;
import dev.tributary.collector.files.RecordReader;
import dev.tributary.collector.files.StreamMark;
import dev.tributary.collector.files.TimeSegment;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one log in its format and sends their lines to its streams. Whatever depends on when it was read (the
 * time of lines that bring none, the end of waiting for more) is kept in its marks, so that reading again gives the same
 * entries again. Owned by one thread.
 */
public final class LineDecoder implements RecordReader, LineTarget {
    private static final String WHOLE_LOG = "";

    private final RecordParser parser;
    private final LineSource source;
    private final LineEvents events;
    private final Clock clock;
    private final Map<String, LineStream> streams = new LinkedHashMap<>();
    private List<TimeSegment> times = new ArrayList<>();
    private List<Cut> cuts = new ArrayList<>();
    private @Nullable LineStream lastStream;
    private long chunkEnd;
    private long nowNanos;
    private long position;

    public LineDecoder(LineFormat format, LineSource source, LineEvents events, Clock clock) {
        this.parser = switch (format) {
            case CRI -> new CriParser();
            case DOCKER -> new DockerParser();
            case PLAIN -> new PlainParser();
            case TIMESTAMPED -> new TimestampedParser();
            case JOURNAL_JSON -> new JournalJsonParser();
            case JOURNAL_EXPORT -> new JournalExportParser();
        };
        this.source = source;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void begin(ReadMarks marks, long now) {
        nowNanos = now;
        streams.clear();
        lastStream = null;
        marks.streams().forEach(mark -> streams.put(mark.name(), source.stream(mark)));
        times = new ArrayList<>(marks.times());
        cuts = new ArrayList<>(marks.cuts());
        position = 0;
    }

    @Override
    public int recordEnd(byte[] bytes, int from, int limit) {
        return parser.recordEnd(bytes, from, limit);
    }

    @Override
    public void record(byte[] bytes, int from, int to, long start, long readTo, boolean whole) {
        chunkEnd = readTo;
        if (!whole) {
            events.cut();
        }
        parser.parse(this, bytes, from, to, start);
    }

    private LineStream stream(String name) {
        LineStream last = lastStream;
        if (last != null && last.name().equals(name)) {
            return last;
        }
        LineStream found = streams.computeIfAbsent(name, _ -> source.stream(new StreamMark(name, 0, 0, 0)));
        lastStream = found;
        return found;
    }

    @Override
    public void line(String name, long time, byte[] bytes, int from, int to, long start, boolean last) {
        LineStream stream = stream(name);
        if (stream.knows(start)) {
            return;
        }
        cutBefore(stream, start);
        if (last) {
            stream.line(time, bytes, from, to, start);
        } else {
            stream.part(time, bytes, from, to, start, nowNanos);
        }
    }

    @Override
    public void journal(long time, byte[] line, Map<String, String> fields, long start) {
        LineStream stream = stream(WHOLE_LOG);
        if (!stream.knows(start)) {
            cutBefore(stream, start);
            stream.line(time, line, fields, start);
        }
    }

    @Override
    public void unparsed(byte[] bytes, int from, int to, long start) {
        events.unparsed();
        unstamped(bytes, from, to, start);
    }

    @Override
    public void unstamped(byte[] bytes, int from, int to, long start) {
        LineStream stream = stream(WHOLE_LOG);
        if (!stream.knows(start)) {
            cutBefore(stream, start);
            stream.line(timeAt(stream, start), bytes, from, to, start);
        }
    }

    /** What was handed over early when it was read before is handed over early again. */
    private void cutBefore(LineStream stream, long start) {
        if (cuts.isEmpty()) {
            return;
        }
        for (Cut cut : cuts) {
            if (cut.stream().equals(stream.name()) && cut.offset() <= start && stream.heldFrom() < cut.offset()) {
                stream.flush();
            }
        }
    }

    private long timeAt(LineStream stream, long start) {
        for (int i = times.size() - 1; i >= 0; i--) {
            TimeSegment segment = times.get(i);
            if (segment.from() <= start && start < segment.to()) {
                return segment.baseNanos() + start - segment.from();
            }
        }
        Instant now = clock.instant();
        long reading = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        long behind = times.isEmpty() ? 0 : times.getLast().baseNanos() + times.getLast().to() - times.getLast().from();
        TimeSegment segment = new TimeSegment(start, Math.max(chunkEnd, start + 1),
                Math.max(Math.max(reading, behind), stream.clock().lastGiven() + 1));
        times.add(segment);
        return segment.baseNanos();
    }

    @Override
    public void expire(long now, long readTo) {
        nowNanos = now;
        position = readTo;
        for (LineStream stream : streams.values()) {
            if (stream.isDue(now)) {
                cuts.add(new Cut(stream.name(), readTo));
                stream.flush();
            }
        }
    }

    @Override
    public void finish() {
        streams.values().forEach(LineStream::flush);
    }

    @Override
    public ReadMarks marks(long readTo) {
        return new ReadMarks(streams.values().stream().map(stream -> stream.mark(readTo)).toList(), times, cuts);
    }

    @Override
    public void committed() {
        long committedTo = marks(position).streams().stream().mapToLong(StreamMark::resume).min().orElse(position);
        times.removeIf(segment -> segment.to() <= committedTo);
        cuts.removeIf(cut -> cut.offset() <= committedTo);
    }
}
