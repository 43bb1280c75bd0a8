package dev.tributary.collector.lines;

/**
 * {@code line := time " " ("stdout" | "stderr") " " tag (":" tag)* " " text "\n"}, where the first tag is P for a part of a
 * line and F for its end; without a tag it is an end, and tags that are not known mean nothing.
 */
final class CriParser implements RecordParser {
    private static final int STREAM_LENGTH = "stdout".length();

    private final DockerParser docker = new DockerParser();

    @Override
    public void parse(LineTarget target, byte[] bytes, int from, int to, long start) {
        if (bytes[from] == '{') {
            docker.parse(target, bytes, from, to, start);
            return;
        }
        int end = Newlines.textEnd(bytes, from, to);
        int timeEnd = blank(bytes, from, end);
        int streamEnd = timeEnd + 1 + STREAM_LENGTH;
        String stream = streamEnd <= end ? stream(bytes, timeEnd + 1) : "";
        long time = stream.isEmpty() ? Rfc3339.NONE : Rfc3339.parse(bytes, from, timeEnd);
        boolean closed = streamEnd == end || streamEnd < end && bytes[streamEnd] == ' ';
        if (time == Rfc3339.NONE || !closed) {
            if (end > from) {
                target.unparsed(bytes, from, end, start);
            }
            return;
        }
        int tags = Math.min(end, streamEnd + 1);
        int tagsEnd = blank(bytes, tags, end);
        boolean last = tags == tagsEnd || bytes[tags] != 'P' || tagsEnd > tags + 1 && bytes[tags + 1] != ':';
        target.line(stream, time, bytes, Math.min(end, tagsEnd + 1), end, start, last);
    }

    private static int blank(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != ' ') {
            at++;
        }
        return at;
    }

    private static String stream(byte[] bytes, int at) {
        if (bytes[at] != 's' || bytes[at + 1] != 't' || bytes[at + 2] != 'd') {
            return "";
        }
        if (bytes[at + 3] == 'o' && bytes[at + 4] == 'u' && bytes[at + 5] == 't') {
            return "stdout";
        }
        return bytes[at + 3] == 'e' && bytes[at + 4] == 'r' && bytes[at + 5] == 'r' ? "stderr" : "";
    }
}
