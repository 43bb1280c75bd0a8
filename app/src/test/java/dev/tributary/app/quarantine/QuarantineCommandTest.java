package dev.tributary.app.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.collector.CollectorRole;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.ship.Quarantine;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands on the files of a stopped collector, and on a running one. */
class QuarantineCommandTest {
    private static final String NOTHING = "nothing is in quarantine";

    @TempDir
    private Path folder = Path.of("");

    private Path config = Path.of("");

    @BeforeEach
    void twoBatchesAreRefused() throws IOException {
        config = Files.writeString(folder.resolve("collector.yml"),
                """
                cluster: east
                http: {listen: "127.0.0.1:0"}
                self_metrics: {enabled: false}
                remote_write: [{name: hub, url: "http://127.0.0.1:1/api/v1/write"}]
                """);
        Quarantine quarantine = new Quarantine(folder.resolve("collector-data/quarantine/hub"), 1 << 20,
                Clock.systemUTC());
        for (String name : new String[]{"a", "b"}) {
            BatchCollector collector = new BatchCollector(Clock.systemUTC(), BatchSize.DEFAULT, batch -> {
                try {
                    quarantine.put(batch, 400, "HTTP 400: out of bounds");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            LabelSlices labels = new LabelSlices();
            labels.set(Labels.of("__name__", name));
            collector.series(labels);
            collector.sample(1_700_000_000_000L, 1, 0);
            collector.flush();
        }
    }

    private CapturedConsole run(int exitCode, String... arguments) {
        CapturedConsole console = new CapturedConsole();
        String[] all = new String[arguments.length + 2];
        all[0] = "collector";
        all[1] = "quarantine";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        assertThat(console.run(all)).as(console.err()).isEqualTo(exitCode);
        return console;
    }

    private String[] ids(String... which) {
        String[] arguments = {"list", which[0], which[1]};
        return run(ExitCode.OK, arguments).out().lines().skip(1).map(line -> line.split(" +")[1])
                .toArray(String[]::new);
    }

    private void assertListReplayDrop(String option, String value) {
        String list = run(ExitCode.OK, "list", option, value).out();
        assertThat(list.lines().skip(1)).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("hub")
                .contains("2023-11-14T22:13:20Z").endsWith("HTTP 400: out of bounds"));
        assertThat(run(ExitCode.OK, "list", "--json", option, value).out()).startsWith("{\"hub\":[{\"id\":");
        String first = ids(option, value)[0];
        assertThat(run(ExitCode.OK, "drop", option, value, "hub", first).out()).isEqualToIgnoringNewLines(
                "1 batch of hub deleted");
        assertThat(run(ExitCode.FAILED, "drop", option, value, "hub", first).err()).contains("no batch '" + first);
        assertThat(run(ExitCode.FAILED, "drop", option, value, "hub", "x1").err()).contains("is no id");
        assertThat(run(ExitCode.FAILED, "replay", option, value, "other", "all").err())
                .contains("no destination is called 'other'");
        assertThat(run(ExitCode.OK, "replay", option, value, "hub", "all").out()).isEqualToIgnoringNewLines(
                "1 batch of hub to be sent again");
        assertThat(run(ExitCode.OK, "list", option, value).err()).contains(NOTHING);
    }

    @Test
    void onTheFilesOfAStoppedCollector() throws IOException {
        assertListReplayDrop("--config", config.toString());
        try (var spool = Files.list(folder.resolve("collector-data/spool/hub"))) {
            assertThat(spool).isNotEmpty();
        }
    }

    @Test
    void onARunningCollector() throws IOException {
        try (CollectorRole role = CollectorRole.start(ConfigFile.load(config, CollectorConfig.class))) {
            assertThat(run(ExitCode.FAILED, "list", "--config", config.toString()).err())
                    .contains("in use by another collector").contains("--url");
            assertListReplayDrop("--url", "http://127.0.0.1:" + role.port());
        }
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        assertThat(run(ExitCode.FAILED, "list", "--url", "http://127.0.0.1:1").err()).contains("--config");
        assertThat(run(ExitCode.USAGE, "list", "--url", "nonsense").err()).contains("--url needs an address");
        assertThat(run(ExitCode.BAD_FILE, "list", "--config", folder.resolve("none.yml").toString()).err())
                .contains("no such file");
        assertThat(run(ExitCode.USAGE).err()).contains("list", "replay", "drop");
        CapturedConsole console = new CapturedConsole();
        assertThat(console.run("collector")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("--config");
    }
}
