package dev.tributary.queryapi.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Matcher;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.param.TimeParameter;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.port.StoreWork;
import dev.tributary.queryapi.port.WorkStatus;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdminRoutesTest {
    private static final String DELETE = "/api/v1/admin/tsdb/delete_series";
    private static final String SNAPSHOT = "/api/v1/admin/tsdb/snapshot";
    private static final String WORK = "/api/v1/admin/work";
    private static final String CLEAN = "/api/v1/admin/tsdb/clean_tombstones";

    private final Recorded store = new Recorded();

    @Test
    void administrationIsOffUnlessAskedFor() {
        try (ApiFixture api = ApiFixture.start()) {
            for (String path : List.of(DELETE, SNAPSHOT, CLEAN)) {
                HttpAnswer got = api.server().post(path, "");
                assertThat(got.status()).isEqualTo(500);
                assertThat(got.body()).contains("\"errorType\":\"unavailable\",\"error\":\"admin APIs disabled\"");
            }
        }
    }

    @Test
    void operatorsChangeTheStore() {
        try (ApiFixture api = ApiFixture.with().administration(store).start()) {
            assertThat(api.server().post(DELETE + "?match[]=up&match[]=%7Bjob=%22a%22%7D&start=1&end=2", "").status())
                    .isEqualTo(204);
            assertThat(api.server().request("PUT", DELETE + "?match[]=x", Map.of(), "").status()).isEqualTo(204);
            assertThat(api.server().post(CLEAN, "").status()).isEqualTo(204);
            assertThat(api.server().post(SNAPSHOT, "skip_head=true").body()).contains("\"data\":{\"name\":\"copy\"}");
            assertThat(store.calls).containsExactly("delete [__name__=\"up\"] 1000 2000",
                    "delete [job=\"a\"] 1000 2000",
                    "delete [__name__=\"x\"] " + TimeParameter.MIN_MILLIS + " " + TimeParameter.MAX_MILLIS, "clean",
                    "snapshot true");
        }
    }

    @Test
    void aMistakeLeavesTheStoreAlone() {
        try (ApiFixture api = ApiFixture.with().administration(store).start()) {
            assertThat(api.server().post(DELETE, "").body()).contains("no match[] parameter provided");
            assertThat(api.server().post(DELETE + "?match[]=up&match[]=up%7B", "").body())
                    .contains("invalid parameter \\\"match[]\\\": 1:");
            assertThat(api.server().post(DELETE + "?match[]=up&match[]=%7B%7D", "").body())
                    .contains("match[] must contain at least one non-empty matcher");
            assertThat(api.server().post(SNAPSHOT, "skip_head=x").body()).contains(
                    "invalid parameter \\\"skip_head\\\": unable to parse boolean: strconv.ParseBool");
            assertThat(api.server().get(DELETE).status()).isEqualTo(405);
            assertThat(store.calls).isEmpty();
        }
    }

    @Test
    void restrictedAskersMayNot() {
        ReadAccess part = new ReadAccess(List.of(Matcher.equal("cluster", "c1")));
        try (ApiFixture api = ApiFixture.with().administration(store).access(part).start()) {
            assertThat(api.server().post(DELETE + "?match[]=up", "").status()).isEqualTo(403);
            assertThat(store.calls).isEmpty();
        }
    }

    @Test
    void longWorksAreBegunOneAtATimeAndTellHowFarTheyAre() {
        try (ApiFixture api = ApiFixture.with().administration(store).start()) {
            assertThat(api.server().get(WORK).body()).contains("\"state\":\"none\"");
            assertThat(api.server().post("/api/v1/admin/backup", "").body())
                    .contains("\"work\":\"backup\",\"state\":\"running\",\"doneBytes\":1,\"totalBytes\":2");
            HttpAnswer second = api.server().post("/api/v1/admin/verify", "");
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.body()).contains("a backup still runs");
            store.status = new WorkStatus("verify", WorkStatus.State.FAILED, 2, 2, "1 damaged", List.of("file 7"));
            assertThat(api.server().get(WORK).body()).contains("\"state\":\"failed\"", "1 damaged", "[\"file 7\"]");
            assertThat(api.server().get("/api/v1/admin/backup").status()).isEqualTo(405);
        }
    }

    private static final class Recorded implements StoreAdministration {
        private final List<String> calls = new ArrayList<>();
        private volatile WorkStatus status = WorkStatus.NONE;

        @Override
        public boolean begin(StoreWork work) {
            if (status.state() == WorkStatus.State.RUNNING) {
                return false;
            }
            status = new WorkStatus(work.text(), WorkStatus.State.RUNNING, 1, 2, "", List.of());
            return true;
        }

        @Override
        public WorkStatus status() {
            return status;
        }

        @Override
        public void deleteSeries(List<Matcher> matchers, long minMillis, long maxMillis) {
            calls.add("delete " + matchers + " " + minMillis + " " + maxMillis);
        }

        @Override
        public void cleanTombstones() {
            calls.add("clean");
        }

        @Override
        public String snapshot(boolean skipHead) {
            calls.add("snapshot " + skipHead);
            return "copy";
        }
    }
}
