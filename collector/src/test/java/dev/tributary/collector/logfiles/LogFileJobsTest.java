package dev.tributary.collector.logfiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.PodLogSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kit.Await;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.testkit.InMemoryLogStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogFileJobsTest {
    @TempDir
    private Path folder;
    private final InMemoryLogStore store = new InMemoryLogStore();

    private CollectorConfig config(String jobs) {
        return ConfigFile.parse("""
                                cluster: east
                                loki_push: [{url: "http://loki:3100/loki/api/v1/push"}]
                                """ + jobs, "collector.yml", folder, CollectorConfig.class, _ -> null);
    }

    private void put(LogFileJobs jobs, CollectorConfig config) {
        jobs.replace(config);
    }

    private static LogJob none(PodLogSettings job, Identity identity) {
        throw new AssertionError("no job of pod_logs: " + job + identity);
    }

    private void append(String text) throws Exception {
        Files.writeString(folder.resolve("app.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> lines(String label, String value) {
        List<String> lines = new ArrayList<>();
        try (LogSelection found = store.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            for (StoredStream stream : found.streams()) {
                try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                    while (stream.labels().get(label).equals(value) && cursor.next()) {
                        lines.add(cursor.line());
                    }
                }
            }
        }
        return lines;
    }

    @Test
    void aChangedJobGoesOnWhereItWas() throws Exception {
        String job = """
                     log_files:
                     - job_name: app
                       paths: [%s/*.log]
                       poll_interval: 5ms
                       refresh_interval: 10ms
                     """.formatted(folder);
        append("one\n");
        try (LogFileJobs jobs = new LogFileJobs(folder.resolve("data"), _ -> store,
                new LogFileMetrics(new PrometheusRegistry()), Clock.systemUTC(), LogFileJobsTest::none)) {
            put(jobs, config(job));
            Await.until("the first line is read", () -> lines("job", "app").size() == 1);
            append("two\n");
            Await.until("the second line is read", () -> lines("job", "app").size() == 2);
            put(jobs, config(job + "  labels: {env: test}\n"));
            append("three\n");
            Await.until("the third line is read", () -> lines("env", "test").size() == 1);
            assertThat(lines("job", "app")).containsExactlyInAnyOrder("one", "two", "three");
            assertThat(jobs.status()).singleElement().satisfies(status -> {
                assertThat(status.kind()).isEqualTo("log_files");
                assertThat(status.lines()).isEqualTo(1);
                assertThat(status.files()).extracting(LogFileStatus::path)
                        .containsExactly(folder.resolve("app.log").toString());
            });
            put(jobs, config(""));
            assertThat(jobs.status()).isEmpty();
        }
        // What is on disk by now is enough for the next process.
        try (LogFileJobs jobs = new LogFileJobs(folder.resolve("data"), _ -> store,
                new LogFileMetrics(new PrometheusRegistry()), Clock.systemUTC(), LogFileJobsTest::none)) {
            put(jobs, config(job));
            append("four\n");
            Await.until("the fourth line is read", () -> lines("job", "app").contains("four"));
            assertThat(lines("job", "app")).hasSize(4);
        }
    }

    @Test
    void aFullSpoolHoldsTheReadingBack() throws Exception {
        store.refuseWrites("the disk is full");
        append("one\n");
        try (LogFileJobs jobs = new LogFileJobs(folder.resolve("data"), _ -> store,
                new LogFileMetrics(new PrometheusRegistry()), Clock.systemUTC(), LogFileJobsTest::none)) {
            put(jobs, config("log_files: [{job_name: app, paths: [%s/*.log]}]\n".formatted(folder)));
            Await.until("the job says what is wrong",
                    () -> jobs.status().getFirst().problem().contains("the disk is full"));
            store.refuseWrites(null);
            Await.until("the line is read", () -> lines("job", "app").size() == 1);
        }
    }

    @Test
    void aJobThatCannotBeIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> config("log_files:\n- job_name: a\n  paths: [var/log/x]\n"))
                .isInstanceOf(ConfigException.class).hasMessageContaining("collector.yml:5")
                .hasMessageContaining("must be absolute");
        assertThatThrownBy(() -> config("container_logs:\n- pipeline_stages:\n  - regex: {expression: 'a'}\n"))
                .hasMessageContaining("collector.yml:5").hasMessageContaining("no named group");
        assertThatThrownBy(() -> config("container_logs: [{}, {}]\n")).hasMessageContaining("two entries");
        assertThatThrownBy(() -> ConfigFile.parse("""
                                                  cluster: east
                                                  remote_write: [{url: "http://hub/api/v1/write"}]
                                                  container_logs: [{}]
                                                  """, "collector.yml", folder, CollectorConfig.class, _ -> null))
                .hasMessageContaining("where shall the log lines go?");
    }
}
