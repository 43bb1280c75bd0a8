package dev.tributary.queryapi.loki;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.port.LogDeletions;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.LokiFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogDeleteRouteTest {
    private static final String PATH = "/loki/api/v1/delete";
    private final Kept kept = new Kept();
    private final LokiFixture loki = LokiFixture.with().deletions(kept).start();

    /** Keeps requests as a store does, without deleting anything. */
    private static final class Kept implements LogDeletions {
        private final List<Request> all = new ArrayList<>();
        private volatile boolean late;

        @Override
        public synchronized Request delete(List<Matcher> matchers, String stages, long startNanos, long endNanos) {
            if (all.size() == 3) {
                throw new IllegalStateException("there are 3 deletions");
            }
            Request made = new Request(Integer.toString(all.size() + 1), Instant.ofEpochMilli(1_700_000_000_250L),
                    matchers, stages, startNanos, endNanos, false);
            all.add(made);
            return made;
        }

        synchronized void finish(int index) {
            Request old = all.get(index);
            all.set(index, new Request(old.id(), old.created(), old.matchers(), old.stages(), old.startNanos(),
                    old.endNanos(), true));
        }

        @Override
        public synchronized List<Request> requests() {
            return List.copyOf(all);
        }

        @Override
        public synchronized boolean cancel(String id, boolean force) {
            return (force || !late) && all.removeIf(one -> one.id().equals(id));
        }

        @Override
        public Duration cancelPeriod() {
            return Duration.ofHours(24);
        }
    }

    @AfterEach
    void close() {
        loki.close();
    }

    private HttpAnswer ask(String method, String... namesAndValues) {
        return loki.server().request(method, ApiFixture.url(PATH, namesAndValues), Map.of(), "");
    }

    @Test
    void requestsAreMadeListedAndCancelled() {
        HttpAnswer made = ask("POST", "query", "{app=\"web\", env!=\"prod\"}", "start", "1699990000", "end",
                "2023-11-14T22:00:00Z");
        assertThat(made.status()).isEqualTo(204);
        assertThat(made.header("x-delete-request-id")).isEqualTo("1");
        assertThat(ask("PUT", "query", "{app=\"db\"}", "start", "1699990000").status()).isEqualTo(204);
        assertThat(ask("GET").body()).isEqualTo("[{\"request_id\":\"1\",\"start_time\":1699990000,"
                + "\"end_time\":1699999200,\"query\":\"{app=\\\"web\\\", env!=\\\"prod\\\"}\","
                + "\"status\":\"received\",\"created_at\":1700000000.25},{\"request_id\":\"2\","
                + "\"start_time\":1699990000,\"end_time\":1700000000,\"query\":\"{app=\\\"db\\\"}\","
                + "\"status\":\"received\",\"created_at\":1700000000.25}]");
        assertThat(ask("DELETE", "request_id", "1").status()).isEqualTo(204);
        assertThat(ask("DELETE", "request_id", "1").status()).isEqualTo(404);
        kept.finish(0);
        HttpAnswer done = ask("DELETE", "request_id", "2");
        assertThat(done.status()).isEqualTo(400);
        assertThat(done.body())
                .isEqualTo("deletion of request which is in process or already processed is not allowed");
        assertThat(ask("GET").body()).contains("\"status\":\"processed\"");
    }

    @Test
    void somebodyWhoSeesAPartDeletesWithinIt() {
        ask("POST", "query", "{app=\"web\"}", "start", "1699990000");
        loki.access.set(new ReadAccess(List.of(Matcher.equal("cluster", "east"))));
        ask("POST", "query", "{app=\"web\"}", "start", "1699990000");
        assertThat(kept.requests().getLast().matchers()).containsExactly(Matcher.equal("app", "web"),
                Matcher.equal("cluster", "east"));
        assertThat(ask("GET").body()).contains("\"request_id\":\"2\"").doesNotContain("\"request_id\":\"1\"");
        assertThat(ask("DELETE", "request_id", "1").status()).isEqualTo(404);
        assertThat(ask("DELETE", "request_id", "2").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {"|1699990000||query not set",
            "{app=|1699990000||parse error at line 1, col 6", "{}|1699990000||parse error : queries require",
            "{app=~\".*\"}|1699990000||parse error : queries require",
            "{app=\"a\"} %7C~ \"(\"|1699990000||parse error", "{app=\"a\"} %7C= x|1699990000||parse error",
            "rate({a=\"b\"}[1m])|1699990000||only",
            "{app=\"a\"}|||start time not set",
            "{app=\"a\"}|yesterday||invalid start time: require unix seconds or RFC3339 format",
            "{app=\"a\"}|1699990000000000000||invalid start time: require unix seconds or RFC3339 format",
            "{app=\"a\"}|1699990000|x|invalid end time: require unix seconds or RFC3339 format",
            "{app=\"a\"}|1699990000|1700000001|deletes in the future are not allowed",
            "{app=\"a\"}|1699990000|1699990000|start time can't be greater than or equal to end time"})
    void badRequestsAreRefused(String query, String start, String end, String error) {
        HttpAnswer got = ask("POST", "query", query == null ? "" : query.replace("%7C", "|"), "start",
                start == null ? "" : start, "end", end == null ? "" : end);
        assertThat(got.status()).as(got.body()).isEqualTo(400);
        assertThat(got.body()).startsWith(error);
        assertThat(kept.requests()).isEmpty();
    }

    @Test
    void linesOfAPipelineAreDeleted() {
        assertThat(ask("POST", "query", "{app=\"web\"}|=\"secret\" |json| user=`bob`", "start", "1699990000",
                "max_interval", "1h").status()).isEqualTo(204);
        assertThat(kept.requests().getFirst().matchers()).containsExactly(Matcher.equal("app", "web"));
        assertThat(kept.requests().getFirst().stages()).isEqualTo("|= \"secret\" | json | user=\"bob\"");
        assertThat(ask("GET").body())
                .contains("\"query\":\"{app=\\\"web\\\"} |= \\\"secret\\\" | json | user=\\\"bob\\\"\"");
    }

    @ParameterizedTest
    @CsvSource({"1d,invalid max_interval: valid time units are 's'",
            "500ms,invalid max_interval: valid time units are 's'",
            "3h,max_interval can't be greater than the interval to be deleted (2h46m40s)"})
    void stepsOfADeletionAreCheckedWhereItHasAFilter(String interval, String error) {
        HttpAnswer got = ask("POST", "query", "{a=\"b\"} |= \"c\"", "start", "1699990000", "max_interval", interval);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.body()).startsWith(error);
        assertThat(ask("POST", "query", "{a=\"b\"}", "start", "1699990000", "max_interval", interval).status())
                .isEqualTo(204);
    }

    @Test
    void requestsAreListedByTimeAndCancelledByForceWhenItIsLate() {
        ask("POST", "query", "{a=\"b\"}", "start", "1699990000", "end", "1699990100");
        ask("POST", "query", "{a=\"b\"}", "start", "1699990200", "end", "1699990300");
        assertThat(ask("GET", "start", "1699990150", "end", "1699990250").body()).contains("\"request_id\":\"2\"")
                .doesNotContain("\"request_id\":\"1\"");
        assertThat(ask("GET", "start", "x", "end", "1699990250").status()).isEqualTo(400);
        kept.late = true;
        HttpAnswer late = ask("DELETE", "request_id", "1");
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.body()).isEqualTo("Cancellation of partially completed delete request or delete request past"
                + " the deadline of 24h0m0s since its creation is not allowed. To force, use the ?force query parameter");
        assertThat(ask("DELETE", "request_id", "1", "force", "true").status()).isEqualTo(204);
        for (int i = 0; i < 2; i++) {
            ask("POST", "query", "{a=\"b\"}", "start", "1699990000");
        }
        assertThat(ask("POST", "query", "{a=\"b\"}", "start", "1699990000").status()).isEqualTo(429);
    }

    @Test
    void deletionIsOffUnlessTheHubIsSetUpWithIt() {
        try (LokiFixture off = LokiFixture.start()) {
            HttpAnswer got = off.get(PATH);
            assertThat(got.status()).isEqualTo(403);
            assertThat(got.body()).isEqualTo("deletion of logs is off; admin.enabled turns it on");
        }
    }
}
