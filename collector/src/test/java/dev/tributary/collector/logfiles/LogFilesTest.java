package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.config.LogStreamSettings;
import dev.tributary.collector.lines.LineFormat;
import dev.tributary.collector.lines.LineLimits;
import dev.tributary.collector.stages.StageSettings;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.testkit.kubernetes.KubeletLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogFilesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private List<StageSettings> stages(String yaml) {
        return ConfigFile.parse("pipeline_stages:\n" + yaml, "test.yml", folder, LogStreamSettings.class,
                _ -> null).pipelineStages();
    }

    private JobRun plain(LineFormat format, List<StageSettings> stages) throws IOException {
        return new JobRun(new GlobDiscovery(List.of(folder + "/*.log*"), List.of(), Labels.of("job", "test")),
                JobRun.settings(format, 1 << 20), stages, folder.resolve("positions"));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static JobSettings limited(LineLimits.TooLong tooLong, String mark) {
        JobSettings usual = JobRun.settings(LineFormat.PLAIN, 1 << 20);
        return new JobSettings(usual.format(), new LineLimits(4096, tooLong, mark, Duration.ofSeconds(5)),
                usual.tail(), usual.poll(), usual.refresh(), usual.saveInterval(), usual.openFilesMax(),
                usual.logsMax(), usual.batchBytes());
    }

    @Test
    void longLinesEndWithAMarkOrAreDropped() throws IOException {
        write("app.log", "x".repeat(5000) + "\né" + "é".repeat(3000) + "\nshort\n");
        LogDiscovery discovery = new GlobDiscovery(List.of(folder + "/*.log"), List.of(), Labels.of("job", "test"));
        try (JobRun run = new JobRun(discovery, limited(LineLimits.TooLong.CUT, " [cut]"), List.of(),
                folder.resolve("positions"))) {
            run.turns(2);
            assertThat(run.lines("job", "test")).containsExactly("x".repeat(4090) + " [cut]",
                    "é".repeat(2045) + " [cut]", "short");
        }
        try (JobRun run = new JobRun(discovery, limited(LineLimits.TooLong.DROP, ""), List.of(),
                folder.resolve("others"))) {
            run.turns(2);
            assertThat(run.lines("job", "test")).containsExactly("short");
            assertThat(run.metrics().dropped.labelValues("test", "line_too_long").get()).isEqualTo(2);
        }
    }

    @Test
    void whatKubectlWritesHasItsTimes() throws IOException {
        write("app.log", "2026-03-01T10:00:00.5Z one\r\n2026-03-01T11:00:00.5+01:00 same time\nno time\n");
        try (JobRun run = plain(LineFormat.TIMESTAMPED, List.of())) {
            run.turns(2);
            assertThat(run.entries("job", "test")).extracting(LogEntry::timestampNanos).startsWith(
                    Instant.parse("2026-03-01T10:00:00.5Z").toEpochMilli() * 1_000_000,
                    Instant.parse("2026-03-01T10:00:00.5Z").toEpochMilli() * 1_000_000 + 1);
            assertThat(run.lines("job", "test")).contains("one", "same time", "no time");
            assertThat(run.metrics().unparsed.labelValues("test").get()).isEqualTo(1);
        }
    }

    @Test
    void aPodsLogHasTheLabelsThatPromtailGives() throws IOException {
        try (KubeletLog log = new KubeletLog(folder.resolve("pods/shop_cart-1_1234/app"));
                JobRun run = new JobRun(JobRun.pods(folder.resolve("pods")), JobRun.settings(LineFormat.CRI, 1 << 20),
                        List.of(), folder.resolve("positions"))) {
            log.write(NOON, "stderr", "F", "hello");
            run.turns(2);
            assertThat(run.labels()).containsExactly(Labels.copyOf(Map.of("cluster", "test", "namespace", "shop",
                    "pod", "cart-1", "container", "app", "job", "shop/app", "stream", "stderr")));
            LogEntry entry = run.entries("stream", "stderr").getFirst();
            assertThat(entry.line()).isEqualTo("hello");
            assertThat(entry.timestampNanos()).isEqualTo(NOON.getEpochSecond() * 1_000_000_000L);
            assertThat(entry.metadata()).isEqualTo(Labels.of("pod_uid", "1234", "restarts", "0"));
        }
    }

    @Test
    void aFolderThatCannotBeReadKeepsNobodyFromTheOthers() throws IOException {
        Path pods = folder.resolve("pods");
        Path second = pods.resolve("shop_second_uid");
        Path away = folder.resolve("away");
        try (KubeletLog one = new KubeletLog(pods.resolve("shop_first_uid/app"));
                KubeletLog other = new KubeletLog(second.resolve("app"));
                JobRun run = new JobRun(JobRun.pods(pods), JobRun.settings(LineFormat.CRI, 1 << 20), List.of(),
                        folder.resolve("positions"))) {
            other.write(NOON, "stdout", "F", "before");
            run.turns(2);
            Files.move(second, away);
            // Whoever the test runs as: a link to itself can be followed by nobody
            Files.createSymbolicLink(second, second);
            run.kill();
            one.write(NOON, "stdout", "F", "meanwhile");
            run.turns(4);
            assertThat(run.lines("pod", "first")).containsExactly("meanwhile");
            assertThat(run.status()).contains("a folder cannot be read").contains("shop_second_uid");
            Files.delete(second);
            Files.move(away, second);
            other.write(NOON.plusSeconds(1), "stdout", "F", "after");
            run.turns(4);
            assertThat(run.lines("pod", "second")).containsExactly("before", "after");
            assertThat(run.status()).doesNotContain("a folder cannot be read");
            assertThat(run.metrics().lines.labelValues("test").get()).as("meanwhile and after, nothing again")
                    .isEqualTo(2);
        }
    }

    @Test
    void aLineInPartsThatNeverEndsComesAfterAWhileAndOnce() throws IOException {
        try (KubeletLog log = new KubeletLog(folder.resolve("pods/shop_cart-1_1234/app"));
                JobRun run = new JobRun(JobRun.pods(folder.resolve("pods")), JobRun.settings(LineFormat.CRI, 1 << 20),
                        List.of(), folder.resolve("positions"))) {
            log.write(NOON, "stdout", "P", "password: ");
            run.turns(3);
            assertThat(run.lines("stream", "stdout")).isEmpty();
            run.turns(6);
            assertThat(run.lines("stream", "stdout")).containsExactly("password: ");
            run.kill();
            log.write(NOON.plusSeconds(1), "stdout", "F", "again");
            run.turns(8);
            assertThat(run.lines("stream", "stdout")).containsExactly("password: ", "again");
        }
    }

    @Test
    void badInputBecomesLinesThatTheHubCanTake() throws IOException {
        byte[] binary = {'a', (byte) 0xff, (byte) 0xc3, 'b', 0, 'c', '\n'};
        write("app.log", binary);
        write("app.log", "x".repeat(5000) + "\n");
        // Longer than any buffer, then a line like any other.
        write("app.log", "y".repeat(700_000) + "\nlast\n\n\r\n");
        try (JobRun run = plain(LineFormat.PLAIN, List.of())) {
            run.turns(8);
            List<String> lines = run.lines("job", "test");
            assertThat(lines).hasSize(4);
            assertThat(lines.get(0)).isEqualTo("a\ufffd\ufffdb\0c");
            assertThat(lines.get(1)).isEqualTo("x".repeat(4096));
            assertThat(lines.get(2)).isEqualTo("y".repeat(4096));
            assertThat(lines.get(3)).isEqualTo("last");
            assertThat(run.metrics().repaired.labelValues("test").get()).isEqualTo(1);
            assertThat(run.metrics().cut.labelValues("test").get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void linesOfImpossibleTimesAreKeptAsTheyAre() throws IOException {
        write("app.log", """
                         9999-01-01T00:00:00Z stdout F late
                         0001-01-01T00:00:00Z stdout F early
                         2026-13-01T00:00:00Z stdout F no month
                         2026-03-01T12:00:00.5+02:00 stdout F fine
                         2026-03-01T12:00:00Z stdlog F no stream
                         2026-03-01T12:00:00Z stdout
                         """);
        try (JobRun run = plain(LineFormat.CRI, List.of())) {
            run.turns(3);
            assertThat(run.lines("stream", "stdout")).containsExactly("fine", "");
            assertThat(run.lines("stream", "")).containsExactly("9999-01-01T00:00:00Z stdout F late",
                    "0001-01-01T00:00:00Z stdout F early", "2026-13-01T00:00:00Z stdout F no month",
                    "2026-03-01T12:00:00Z stdlog F no stream");
            assertThat(run.metrics().unparsed.labelValues("test").get()).isEqualTo(4);
        }
    }

    @Test
    void aFileThatIsCutAfterACopyIsReadFromTheCopyFirst() throws IOException {
        Path log = write("app.log", "one\n");
        try (JobRun run = plain(LineFormat.PLAIN, List.of())) {
            run.turns(2);
            write("app.log", "two\n");
            Files.copy(log, folder.resolve("app.log.1"));
            Files.newOutputStream(log, StandardOpenOption.TRUNCATE_EXISTING).close();
            run.turns(6);
            write("app.log", "three\n");
            run.turns(6);
            assertThat(run.lines("job", "test")).containsExactly("one", "two", "three");
            assertThat(run.metrics().truncated.labelValues("test").get()).isEqualTo(1);
        }
    }

    @Test
    void ofAFileThatIsWrittenAnewNothingIsReadFromTheOldPlace() throws IOException {
        Path log = write("app.log", "one\ntwo\n");
        try (JobRun run = plain(LineFormat.PLAIN, List.of())) {
            run.turns(2);
            write("app.log", "no end");
            run.turn();
            Files.writeString(log, "another line that is longer\nand one more\n");
            run.turns(6);
            assertThat(run.lines("job", "test")).containsExactly("one", "two", "another line that is longer",
                    "and one more");
            assertThat(run.metrics().truncated.labelValues("test").get()).isEqualTo(1);
        }
    }

    @Test
    void dockersLinesAreUnderstood() throws IOException {
        write("app.log", """
                         {"log":"a long \\"li","stream":"stderr","time":"2026-03-01T12:00:00.000000001Z"}
                         {"log":"ne\\"\\n","stream":"stderr","time":"2026-03-01T12:00:00.000000002Z"}
                         """);
        try (JobRun run = plain(LineFormat.CRI, List.of())) {
            run.turns(2);
            assertThat(run.lines("stream", "stderr")).containsExactly("a long \"line\"");
        }
    }

    @Test
    void journalsAreReadInBothForms() throws IOException {
        write("json.log",
                """
                {"__REALTIME_TIMESTAMP":"1772366400000001","MESSAGE":"up","_SYSTEMD_UNIT":"ssh.service","PRIORITY":"4"}
                {"__REALTIME_TIMESTAMP":"1772366400000002","MESSAGE":[104,105],"_SYSTEMD_UNIT":"ssh.service"}
                """);
        try (JobRun run = plain(LineFormat.JOURNAL_JSON, List.of())) {
            run.turns(2);
            List<LogEntry> entries = run.entries("unit", "ssh.service");
            assertThat(entries).extracting(LogEntry::line).containsExactly("up", "hi");
            assertThat(entries.getFirst().timestampNanos()).isEqualTo(1_772_366_400_000_001_000L);
            assertThat(entries.getFirst().metadata()).isEqualTo(Labels.of("level", "warning"));
        }
        Files.delete(folder.resolve("json.log"));
        Files.delete(folder.resolve("positions"));
        write("export.log", "__REALTIME_TIMESTAMP=1772366400000003\n_SYSTEMD_UNIT=cron.service\nMESSAGE\n");
        write("export.log", new byte[]{7, 0, 0, 0, 0, 0, 0, 0});
        write("export.log", "two\n\nli\n\n");
        write("export.log", "__REALTIME_TIMESTAMP=1772366400000004\nMESSAGE=next\n_SYSTEMD_UNIT=cron.service\n\n");
        try (JobRun run = plain(LineFormat.JOURNAL_EXPORT, List.of())) {
            run.turns(2);
            assertThat(run.lines("unit", "cron.service")).containsExactly("two\n\nli", "next");
        }
    }

    @Test
    void blocksOfLinesSurviveAKill() throws IOException {
        List<StageSettings> stages = stages("""
                                              - multiline:
                                                  firstline: '^\\d{4}'
                                            """);
        write("app.log", "2026 first\n  at a\n  at b\n2026 second\n");
        try (JobRun run = plain(LineFormat.PLAIN, stages)) {
            run.turns(1);
            assertThat(run.lines("job", "test")).containsExactly("2026 first\n  at a\n  at b");
            run.kill();
            write("app.log", "  at c\n");
            run.turns(6);
            assertThat(run.lines("job", "test")).containsExactly("2026 first\n  at a\n  at b", "2026 second\n  at c");
        }
    }
}
