package dev.tributary.app.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.promql.script.ScriptReport;
import dev.tributary.promql.script.ScriptRunner;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.SharedMaterial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** PromQL scripts on the hub's own store: the project's, and those of Prometheus 3.14, which are no part of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreConformanceIT {
    /** Scripts start at time zero and load up to some years. */
    private static final Duration SCRIPT_TIME = Duration.ofDays(20 * 365);

    /** Those of the PromQL module; tests run in the folder of theirs. */
    private static final Path OWN = Path.of("../libs/promql/src/test/resources/scripts");

    private final AtomicInteger opened = new AtomicInteger();
    private MetricStore store;

    @BeforeAll
    void openStore(@TempDir Path folder) {
        StorageOptions defaults = StorageOptions.of(folder).withRetention(SCRIPT_TIME).withCacheBytes(16 << 20);
        store = new MetricStore(defaults, new FakeClock(Instant.EPOCH.plus(SCRIPT_TIME)), new Random(5));
        store.start();
    }

    @AfterAll
    void closeStore() {
        store.close();
    }

    @TestFactory
    Stream<DynamicTest> referenceScriptsPassFromMemory() throws IOException {
        return tests(SharedMaterial.file("conformance/promql"), false);
    }

    @TestFactory
    Stream<DynamicTest> referenceScriptsPassFromChunks() throws IOException {
        return tests(SharedMaterial.file("conformance/promql"), true);
    }

    @TestFactory
    Stream<DynamicTest> ownScriptsPassFromMemory() throws IOException {
        return tests(OWN, false);
    }

    @TestFactory
    Stream<DynamicTest> ownScriptsPassFromChunks() throws IOException {
        return tests(OWN, true);
    }

    private Stream<DynamicTest> tests(Path folder, boolean flushed) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> scripts = files.filter(each -> each.toString().endsWith(".test")).sorted().toList();
            assertThat(scripts).isNotEmpty();
            return scripts.stream().map(each -> DynamicTest.dynamicTest(each.getFileName().toString(),
                    () -> run(Files.readString(each), flushed)));
        }
    }

    private void run(String script, boolean flushed) {
        ScriptRunner runner = new ScriptRunner(() -> new HubScriptStore(store,
                new ClusterId("script-" + opened.incrementAndGet()), flushed));
        ScriptReport report = runner.run(script);
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isEqualTo(evaluations(script));
    }

    /** How many evaluations the text holds, counted apart from the reader of scripts. */
    private static int evaluations(String script) {
        return (int) script.lines().filter(each -> each.strip().startsWith("eval")).count();
    }
}
