package dev.tributary.queryapi.loki;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.LokiFixture;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.TestLogWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tributary.queryapi.testing.LokiFixture.NOW_NANOS;
import static dev.tributary.queryapi.testing.LokiFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TailRouteTest {
    private static final Labels WEB = Labels.of("app", "web");
    private LokiFixture loki = LokiFixture.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        loki.close();
    }

    /** What a client that follows got: messages, then how it ended. */
    private static final class Followed implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private @Nullable WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status + " " + reason);
            return null;
        }

        String next() throws InterruptedException {
            String message = messages.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return String.valueOf(message);
        }

        String end() throws Exception {
            return closed.get(60, TimeUnit.SECONDS);
        }
    }

    private Followed follow(boolean categorize, String... namesAndValues) {
        return follow("/loki/api/v1/tail", categorize, namesAndValues);
    }

    private Followed follow(String path, boolean categorize, String... namesAndValues) {
        URI address = URI.create(loki.server().url().replace("http", "ws") + ApiFixture.url(path, namesAndValues));
        Followed followed = new Followed();
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(30));
        if (categorize) {
            builder.header("X-Loki-Response-Encoding-Flags", "categorize-labels");
        }
        followed.socket = builder.buildAsync(address, followed).join();
        return followed;
    }

    @Test
    void storedLinesComeFirstThenEachNewOne() throws Exception {
        TestLogWriter writer = loki.writer();
        writer.entry(WEB, NOW_NANOS - 3 * SECOND, "level=info one").entry(WEB, NOW_NANOS - 2 * SECOND, "level=info two")
                .entry(WEB, NOW_NANOS - 7200 * SECOND, "level=info too old")
                .entry(Labels.of("app", "db"), NOW_NANOS - SECOND, "other").commit();
        Followed followed = follow(false, "query", "{app=\"web\"} |= \"level\"");
        assertThat(followed.next()).isEqualTo("{\"streams\":[{\"stream\":{\"app\":\"web\",\"cluster\":\"c1\"},"
                + "\"values\":[[\"1699999997000000000\",\"level=info one\"],"
                + "[\"1699999998000000000\",\"level=info two\"]]}]}");
        writer.entry(WEB, NOW_NANOS, "level=info three", Labels.of("trace", "t")).entry(WEB, NOW_NANOS, "dropped")
                .commit();
        assertThat(followed.next()).isEqualTo("{\"streams\":[{\"stream\":{\"app\":\"web\",\"cluster\":\"c1\","
                + "\"trace\":\"t\"},\"values\":[[\"1700000000000000000\",\"level=info three\"]]}]}");
        // Late, and long before what was sent.
        writer.entry(WEB, NOW_NANOS - 5000 * SECOND, "level=info late").commit();
        assertThat(followed.next()).contains("level=info late");
    }

    @Test
    void labelsByCategoryStayWithTheirLines() throws Exception {
        Followed followed = follow(true, "query", "{app=\"web\"} | logfmt");
        loki.writer().entry(WEB, NOW_NANOS, "level=info", Labels.of("trace", "t")).commit();
        assertThat(followed.next()).isEqualTo("{\"streams\":[{\"stream\":{\"app\":\"web\",\"cluster\":\"c1\"},"
                + "\"values\":[[\"1700000000000000000\",\"level=info\",{\"structuredMetadata\":{\"trace\":\"t\"},"
                + "\"parsed\":{\"level\":\"info\"}}]]}],\"encodingFlags\":[\"categorize-labels\"]}");
    }

    @Test
    void theOldPathHasItsOldForm() throws Exception {
        Followed followed = follow("/api/prom/tail", true, "query", "{app=\"web\"}", "regexp", "l.ne");
        loki.writer().entry(WEB, NOW_NANOS, "other").entry(WEB, NOW_NANOS + 7, "line", Labels.of("trace", "t"))
                .commit();
        assertThat(followed.next()).isEqualTo("{\"streams\":[{\"labels\":\"{app=\\\"web\\\", cluster=\\\"c1\\\", "
                + "trace=\\\"t\\\"}\",\"entries\":[{\"ts\":\"2023-11-14T22:13:20.000000007Z\",\"line\":\"line\"}]}],"
                + "\"dropped_entries\":null}");
    }

    @Test
    void theLimitIsForStoredLines() throws Exception {
        TestLogWriter writer = loki.writer();
        for (int i = 0; i < 5; i++) {
            writer.entry(WEB, NOW_NANOS - (5 - i) * SECOND, "line " + i);
        }
        writer.commit();
        assertThat(follow(false, "query", "{app=\"web\"}", "limit", "2").next()).contains("line 3", "line 4")
                .doesNotContain("line 2");
    }

    @Test
    void everyAskerFollowsTheOwnPart() throws Exception {
        loki.access.set(new ReadAccess(List.of(Matcher.equal("cluster", "c1"))));
        TestLogWriter writer = loki.writer();
        Labels hidden = WEB.with("cluster", "c2");
        writer.entry(hidden, NOW_NANOS - SECOND, "hidden").entry(WEB, NOW_NANOS - SECOND, "seen").commit();
        Followed followed = follow(false, "query", "{app=\"web\"}");
        assertThat(followed.next()).contains("seen").doesNotContain("hidden");
        writer.entry(hidden, NOW_NANOS, "hidden").entry(WEB, NOW_NANOS, "seen again").commit();
        assertThat(followed.next()).contains("seen again").doesNotContain("hidden");
    }

    @Test
    void aTailEndsWhenItsCredentialShowsSomethingElse() throws Exception {
        Followed followed = follow(false, "query", "{app=\"web\"}");
        loki.access.set(new ReadAccess(List.of(Matcher.equal("cluster", "c1"))));
        assertThat(followed.end()).isEqualTo("1008 what this credential may see has changed");
    }

    @Test
    void aTailEndsInTime() throws Exception {
        restart(limits(50, Duration.ofMillis(300)));
        assertThat(follow(false, "query", "{app=\"web\"}").end()).isEqualTo("1011 reached tail max duration limit");
    }

    @Test
    void soManyFollowAtOnce() throws Exception {
        restart(limits(1, Duration.ofHours(1)));
        Followed first = follow(false, "query", "{app=\"web\"}");
        assertThat(follow(false, "query", "{app=\"web\"}").end())
                .isEqualTo("1011 max concurrent tail requests limit exceeded, count > limit (2 > 1)");
        Objects.requireNonNull(first.socket).sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        first.end();
        // The place is free again once the server has seen the client leave.
        while (true) {
            Followed next = follow(false, "query", "{app=\"web\"}");
            do {
                loki.writer().entry(WEB, NOW_NANOS + System.nanoTime() % SECOND, "x").commit();
                if (next.messages.poll(20, TimeUnit.MILLISECONDS) != null) {
                    return;
                }
            } while (!next.closed.isDone());
        }
    }

    @Seeded(runs = 5)
    void nothingIsLostOrSentTwiceWhileOthersWrite(Random random) throws Exception {
        int lines = 500;
        int before = random.nextInt(lines);
        TestLogWriter writer = loki.writer();
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread writing = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < lines; i++) {
                if (i == before) {
                    started.complete(null);
                }
                writer.entry(WEB, NOW_NANOS - SECOND * (i % 37), "number=" + i + ".");
                if (i % 3 == 0) {
                    writer.commit();
                }
            }
            writer.commit();
        });
        started.get(60, TimeUnit.SECONDS);
        Followed followed = follow(false, "query", "{app=\"web\"}", "limit", "5000");
        boolean[] seen = new boolean[lines];
        for (int left = lines; left > 0;) {
            for (var match : (Iterable<MatchResult>) Pattern.compile("number=([0-9]+)\\.")
                    .matcher(followed.next()).results()::iterator) {
                int number = Integer.parseInt(match.group(1));
                assertThat(seen[number]).as("sent twice: %s", number).isFalse();
                seen[number] = true;
                left--;
            }
        }
        writing.join();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {"{app=|parse error at line 1, col 6",
            "rate({app=\"web\"}[1m])|only log selector is supported", "{}|parse error : queries require",
            "{app=\"web\"}&delay_for=6|delay_for can't be greater than 5",
            "{app=\"web\"}&delay_for=-1|delay_for value -1 is out of range [0, 4294967295]",
            "{app=\"web\"}&limit=0|limit must be a positive value",
            "{app=\"web\"}&limit=5001|max entries limit per query exceeded",
            "{app=\"web\"}&start=x|could not parse 'start' parameter",
            "{app=\"web\"}|Bad Request"})
    void badQuestionsAreRefused(String query, String error) {
        String[] parts = query.split("&", -1);
        String[] asked = parts.length == 1
                ? new String[]{"query", parts[0]}
                : new String[]{"query", parts[0], parts[1].split("=", 2)[0], parts[1].split("=", 2)[1]};
        HttpAnswer got = loki.get("/loki/api/v1/tail", asked);
        assertThat(got.status()).as(got.body()).isEqualTo(400);
        assertThat(got.body()).startsWith(error);
    }

    private void restart(LogQueryLimits limits) {
        loki.close();
        loki = LokiFixture.with().limits(limits).start();
    }

    private static LogQueryLimits limits(int tails, Duration duration) {
        LogQueryLimits d = LogQueryLimits.DEFAULT;
        return new LogQueryLimits(d.entriesMax(), d.seriesMax(), d.pointsMax(), d.samplesMax(), d.bytesReadMax(),
                d.streamsMax(), d.lengthMax(), d.timeout(), d.parallelism(), d.patternLinesMax(), tails, duration,
                d.tailEntriesMax());
    }
}
