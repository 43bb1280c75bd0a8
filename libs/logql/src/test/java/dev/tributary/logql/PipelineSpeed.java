package dev.tributary.logql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.StreamStats;

/** Measures how fast lines go through queries, on one thread, over lines that lie in memory as a store's blocks would. */
public final class PipelineSpeed {
    private static final int LINES = 400_000;
    private static final int ROUNDS = 4;

    private PipelineSpeed() {
    }

    private static final List<String> QUERIES = List.of("sum(count_over_time({app=\"a\"}[1h]))",
            "sum(count_over_time({app=\"a\"} |= \"req-77777\" [1h]))",
            "sum(count_over_time({app=\"a\"} |= \"error\" [1h]))",
            "sum(count_over_time({app=\"a\"} |~ \"(?i)timeout\" [1h]))",
            "sum(count_over_time({app=\"a\"} |~ \"status=5\\\\d\\\\d took\" [1h]))",
            "sum by (level) (count_over_time({app=\"a\"} | logfmt [1h]))",
            "sum(count_over_time({app=\"a\"} | logfmt | status >= 500 | took > 100ms [1h]))",
            "sum by (level) (count_over_time({app=\"j\"} | json [1h]))",
            "sum(count_over_time({app=\"j\"} | json | status >= 500 [1h]))",
            "sum by (method) (count_over_time({app=\"a\"} | pattern \"<_> method=<method> <_>\" [1h]))",
            "sum by (method) (count_over_time({app=\"a\"} | regexp \"method=(?P<method>\\\\w+)\" [1h]))",
            "sum(sum_over_time({app=\"a\"} | logfmt | unwrap duration(took) [1h]))",
            "sum(bytes_over_time({app=\"a\"} | logfmt | line_format \"{{.level}} {{.msg | upper}}\" [1h]))");

    /** Prints lines and bytes per second for each query. */
    public static void main(String[] args) {
        LogReader reader = new Bytes(new Block(LINES, false), new Block(LINES, true));
        LogqlEngine engine = new LogqlEngine(EngineOptions.DEFAULT);
        for (String query : QUERIES) {
            QueryStats best = null;
            for (int i = 0; i < ROUNDS; i++) {
                QueryStats stats = engine.instant(reader, query, LogLines.EPOCH_NANOS + 3600 * LogLines.SECOND,
                        QueryOptions.DEFAULT).stats();
                best = best == null || stats.execNanos() < best.execNanos() ? stats : best;
            }
            if (best != null) {
                double seconds = best.execNanos() / 1e9;
                System.out.printf("%7.0f MB/s %6.2f M lines/s  %s%n", best.bytesProcessed() / seconds / 1e6,
                        best.linesProcessed() / seconds / 1e6, query);
            }
        }
    }

    /** Lines of one stream, one behind the other in an array. */
    private static final class Block implements StoredStream {
        private final byte[] bytes;
        private final int[] ends;
        private final Labels labels;

        Block(int lines, boolean json) {
            Random random = new Random(7);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ends = new int[lines];
            labels = Labels.of("app", json ? "j" : "a", "cluster", "c1");
            for (int i = 0; i < lines; i++) {
                out.writeBytes(line(random, i, json).getBytes(StandardCharsets.UTF_8));
                ends[i] = out.size();
            }
            bytes = out.toByteArray();
        }

        private static String line(Random random, int i, boolean json) {
            String level = random.nextInt(20) == 0 ? "error" : random.nextInt(5) == 0 ? "warn" : "info";
            String method = random.nextBoolean() ? "GET" : "POST";
            int status = random.nextInt(15) == 0 ? 500 + random.nextInt(4) : 200;
            String msg = random.nextInt(500) == 0 ? "upstream Timeout reached" : "request completed in time";
            String form = json
                    ? "{\"ts\":\"2026-03-10T12:00:%02d.%06dZ\",\"level\":\"%s\",\"method\":\"%s\",\"path\":\"/api/v1/items/%d\","
                            + "\"status\":%d,\"took\":\"%dms\",\"trace\":\"req-%d\",\"msg\":\"%s\"}"
                    : "ts=2026-03-10T12:00:%02d.%06dZ level=%s method=%s path=/api/v1/items/%d status=%d took=%dms "
                            + "trace=req-%d msg=\"%s\"";
            return form.formatted(i % 60, i % 1_000_000, level, method, random.nextInt(100_000), status,
                    random.nextInt(300), random.nextInt(1_000_000), msg);
        }

        @Override
        public Labels labels() {
            return labels;
        }

        @Override
        public StreamStats stats() {
            return new StreamStats(ends.length, bytes.length, 1, LogLines.EPOCH_NANOS, LogLines.EPOCH_NANOS);
        }

        @Override
        public EntryCursor entries(LogDirection direction) {
            return new Cursor(this);
        }
    }

    private static final class Cursor implements EntryCursor {
        private final Block block;
        private int at = -1;

        Cursor(Block block) {
            this.block = block;
        }

        @Override
        public boolean next() {
            at++;
            return at < block.ends.length;
        }

        @Override
        public long timestampNanos() {
            return LogLines.EPOCH_NANOS + (long) at * 1_000_000 + 1;
        }

        @Override
        public String line() {
            return new String(block.bytes, lineOffset(), lineBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public int lineBytes() {
            return block.ends[at] - lineOffset();
        }

        @Override
        public byte[] lineArray() {
            return block.bytes;
        }

        @Override
        public int lineOffset() {
            return at == 0 ? 0 : block.ends[at - 1];
        }

        @Override
        public Labels metadata() {
            return Labels.EMPTY;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record Bytes(Block logfmt, Block json) implements LogReader {
        @Override
        public LogSelection select(LogQuery query) {
            return new Selection(List.of(query.matchers().getFirst().matches("j") ? json : logfmt));
        }

        @Override
        public List<String> labelNames(LogQuery query) {
            return List.of();
        }

        @Override
        public List<String> labelValues(String name, LogQuery query) {
            return List.of();
        }
    }

    private record Selection(List<Block> streams) implements LogSelection {
        private Selection {
            streams = List.copyOf(streams);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
