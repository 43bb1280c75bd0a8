package dev.tributary.promql.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.tributary.promql.PromqlEngine;
import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a folder of scripts, each as one test that names every evaluation that failed. */
final class ScriptFiles {
    /** The project's own scripts; tests run in the folder of their module. */
    static final Path OWN = Path.of("src/test/resources/scripts");

    private ScriptFiles() {
    }

    static List<DynamicTest> tests(Path folder, PromqlEngine engine) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".test")).sorted()
                    .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> run(each, engine)))
                    .toList();
        }
    }

    private static void run(Path file, PromqlEngine engine) throws IOException {
        String script = Files.readString(file);
        ScriptReport report = new ScriptRunner(engine, MemoryScriptStore::new).run(script);
        assertThat(report.failures()).as("failed evaluations of %s", file).isEmpty();
        assertThat(report.passed()).isPositive().isEqualTo(evaluations(script));
    }

    /** How many evaluations the text holds, counted apart from the reader of scripts. */
    private static int evaluations(String script) {
        return (int) script.lines().filter(each -> each.strip().startsWith("eval")).count();
    }
}
