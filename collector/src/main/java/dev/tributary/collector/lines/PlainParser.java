package dev.tributary.collector.lines;

/** Every line that is not empty is an entry. */
final class PlainParser implements RecordParser {
    @Override
    public void parse(LineTarget target, byte[] bytes, int from, int to, long start) {
        int end = Newlines.textEnd(bytes, from, to);
        if (end > from) {
            target.unstamped(bytes, from, end, start);
        }
    }
}
