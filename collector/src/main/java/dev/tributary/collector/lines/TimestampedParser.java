package dev.tributary.collector.lines;

/** {@code line := time " " text "\n"}; a line without a time is kept as it is. */
final class TimestampedParser implements RecordParser {
    private static final String WHOLE_LOG = "";

    @Override
    public void parse(LineTarget target, byte[] bytes, int from, int to, long start) {
        int end = Newlines.textEnd(bytes, from, to);
        StampedLine line = StampedLine.of(bytes, from, end);
        if (line != null) {
            target.line(WHOLE_LOG, line.timeNanos(), bytes, line.textFrom(), end, start, true);
        } else if (end > from) {
            target.unparsed(bytes, from, end, start);
        }
    }
}
