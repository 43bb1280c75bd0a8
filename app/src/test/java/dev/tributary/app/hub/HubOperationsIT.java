package dev.tributary.app.hub;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands of an operator against a running hub and against the store of a stopped one. */
class HubOperationsIT {
    private static final Labels UP = Labels.of("__name__", "up", "cluster", "east", "job", "node");

    @TempDir
    Path folder;
    private String yaml = "";

    @BeforeEach
    void configure() {
        yaml = """
               http: {listen: '127.0.0.1:0'}
               data_dir: %s
               self_metrics: {interval: 0s}
               admin: {enabled: true, backup_dir: %s}
               """.formatted(folder.resolve("data"), folder.resolve("backup"));
    }

    private record Ran(int code, String out, String err) {
    }

    private static Ran run(String... arguments) {
        CapturedConsole console = new CapturedConsole();
        int code = console.run(arguments);
        return new Ran(code, console.out(), console.err());
    }

    private static String server(RunningHub hub) {
        return "http://127.0.0.1:" + hub.role.port();
    }

    @Test
    void aBackupOfARunningHubIsRestoredAndVerified() throws Exception {
        long now = System.currentTimeMillis();
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            hub.write("any", UP, now - 1000, 41);
            Ran backup = run("backup", "--server", server(hub));
            assertThat(backup.code()).as(backup.err()).isZero();
            assertThat(backup.out()).contains("backup: backup 1 of ").contains(folder.resolve("backup").toString());
            hub.write("any", UP, now, 42);
            assertThat(run("backup", "--server", server(hub)).out()).contains("backup 2 of ");
            Ran verify = run("verify", "--server", server(hub));
            assertThat(verify.code()).as(verify.err()).isZero();
            assertThat(verify.out()).contains("2 samples decoded, nothing damaged");
            assertThat(hub.get("/metrics").body())
                    .containsPattern("tributary_work_last_success_timestamp_seconds\\{work=\"backup\"} 1\\.\\d+E9");
            Ran inUse = run("verify", "--data-dir", folder.resolve("data").toString());
            assertThat(inUse.code()).isEqualTo(ExitCode.FAILED);
            assertThat(inUse.err()).contains("is in use by a running hub");
        }
        assertThat(run("restore", "--from", folder.resolve("backup").toString(), "--list").out().lines()).hasSize(3);
        for (int id = 1; id <= 2; id++) {
            Path data = folder.resolve("restored-" + id);
            Ran restore = run("restore", "--from", folder.resolve("backup").toString(), "--backup", "" + id,
                    "--data-dir", data.toString());
            assertThat(restore.code()).as(restore.err()).isZero();
            assertThat(run("verify", "--data-dir", data.toString()).out()).contains(id + " samples decoded");
            try (RunningHub hub = RunningHub.start(folder,
                    yaml.replace(folder.resolve("data").toString(), data.toString()))) {
                assertThat(hub.value("up")).isEqualTo(40 + id);
            }
        }
        Ran again = run("restore", "--from", folder.resolve("backup").toString(), "--data-dir",
                folder.resolve("restored-1").toString());
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).contains("not empty");
    }

    @Test
    void aStoppedHubIsBackedUpByTheCommandItself() throws Exception {
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            hub.write("any", UP, System.currentTimeMillis(), 1);
        }
        Ran backup = run("backup", "--data-dir", folder.resolve("data").toString(), "--to",
                folder.resolve("elsewhere").toString());
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(run("backup", "--data-dir", folder.resolve("data").toString()).code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("restore", "--from", folder.toString(), "--list").err()).contains("holds no backups");
        assertThat(run("verify", "--data-dir", folder.resolve("nothing").toString()).err()).contains("holds no store");
    }

    @Test
    void aDeletionIsAnnouncedFirstAndDoneOnDemand() throws Exception {
        long now = System.currentTimeMillis();
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            hub.write("any", UP, now - 60_000, 1);
            hub.write("any", UP, now, 2);
            hub.write("any", UP.with("cluster", "west"), now, 3);
            assertThat(run("delete", "--server", server(hub), "{cluster=\"east\"}").out())
                    .contains("would delete samples of 1 series");
            assertThat(hub.query("up").size()).isEqualTo(2);
            Ran deletion = run("delete", "--server", server(hub), "--yes", "--end", "now-30s", "{cluster=\"east\"}");
            assertThat(deletion.code()).as(deletion.err()).isZero();
            assertThat(hub.value("count_over_time(up{cluster=\"east\"}[5m])")).isEqualTo(1);
            assertThat(hub.get("/metrics").body()).contains("tributary_storage_tombstones 1.0");
            assertThat(run("delete", "--server", server(hub), "--yes", "--clean", "{cluster=\"east\"}").code())
                    .isZero();
            assertThat(hub.query("up").size()).isEqualTo(1);
            assertThat(hub.get("/metrics").body()).contains("tributary_storage_tombstones 0.0");
            assertThat(run("delete", "--server", server(hub), "--yes", "up{").err()).contains("invalid parameter");
        }
    }

    @Test
    void aSnapshotIsADataDirectory() throws Exception {
        String name;
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            hub.write("any", UP, System.currentTimeMillis(), 7);
            HttpResponse<String> answer = hub.send(
                    hub.request("/api/v1/admin/tsdb/snapshot").POST(BodyPublishers.noBody()).build());
            assertThat(answer.statusCode()).isEqualTo(200);
            name = new ObjectMapper().readTree(answer.body()).path("data").path("name").asText();
        }
        Path snapshot = folder.resolve("data/snapshots").resolve(name);
        try (RunningHub hub = RunningHub.start(folder,
                yaml.replace(folder.resolve("data").toString(), snapshot.toString()))) {
            assertThat(hub.value("up")).isEqualTo(7);
        }
    }

    @Test
    void administrationIsOffUnlessConfigured() throws Exception {
        try (RunningHub hub = RunningHub.start(folder, yaml.replace("enabled: true", "enabled: false"))) {
            Ran refused = run("backup", "--server", server(hub));
            assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.err()).contains("admin: {enabled: true}");
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String history(Instant from, int samples) {
        StringBuilder text = new StringBuilder(
                "# HELP jobs Jobs done.\n# TYPE jobs counter\n# TYPE heat_celsius gauge\n# UNIT heat_celsius celsius\n");
        for (int i = 0; i < samples; i++) {
            text.append("jobs_total{queue=\"a\"} ").append(i).append(' ').append(from.getEpochSecond() + i)
                    .append('\n');
        }
        for (int i = 0; i < samples; i++) {
            text.append("heat_celsius ").append(i / 2.0).append(' ').append(from.getEpochSecond() + i).append('\n');
        }
        return text.append("# EOF\n").toString();
    }

    @Test
    void openMetricsFilesAreImportedAndMayBeSentAgain() throws Exception {
        Instant from = Instant.now().minusSeconds(86_400);
        Path plain = file("history.om", history(from, 3000));
        Path packed = folder.resolve("more.om.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(history(from.plusSeconds(3000), 100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            for (int round = 0; round < 2; round++) {
                Ran imported = run("import", "--server", server(hub), "--cluster", "north", "--batch", "700",
                        plain.toString(), packed.toString());
                assertThat(imported.code()).as(imported.err()).isZero();
                assertThat(imported.out()).contains("import: 6200 samples of 2 files stored, 0 refused");
                assertThat(hub.value("count_over_time(jobs_total{cluster=\"north\", queue=\"a\"}[2d])"))
                        .isEqualTo(3100);
            }
            assertThat(hub.get("/api/v1/metadata?metric=heat_celsius").body()).contains("\"gauge\"", "celsius");
        }
    }

    @Test
    void whatIsWrongWithAnImportIsSaidWithFileAndLine() throws Exception {
        try (RunningHub hub = RunningHub.start(folder, yaml)) {
            Ran malformed = run("import", "--server", server(hub),
                    file("a.om", "# TYPE a gauge\na 1 1\na{ 2\n# EOF\n").toString());
            assertThat(malformed.code()).isEqualTo(ExitCode.BAD_FILE);
            assertThat(malformed.err()).contains("a.om: line 3");
            Ran untimed = run("import", "--server", server(hub), file("b.om", "b 1\n# EOF\n").toString());
            assertThat(untimed.code()).isEqualTo(ExitCode.BAD_FILE);
            assertThat(untimed.err()).contains("b.om: line 1: a sample without a timestamp");
            Ran cut = run("import", "--server", server(hub), file("c.om", "c 1 1\n").toString());
            assertThat(cut.code()).isEqualTo(ExitCode.BAD_FILE);
            assertThat(cut.err()).contains("# EOF");
            Ran old = run("import", "--server", server(hub),
                    file("d.om", "d 1 1\nd 2 " + Instant.now().getEpochSecond() + "\n# EOF\n").toString());
            assertThat(old.code()).isEqualTo(ExitCode.FAILED);
            assertThat(old.err()).contains("d.om: lines 1 to ", "retention", "1 samples of 1 files stored, 1 refused");
            assertThat(run("import", "--server", server(hub), "--cluster", "not a name", "x").code())
                    .isEqualTo(ExitCode.USAGE);
            assertThat(run("import", "--server", server(hub), "missing.om").code()).isEqualTo(ExitCode.BAD_FILE);
        }
    }
}
