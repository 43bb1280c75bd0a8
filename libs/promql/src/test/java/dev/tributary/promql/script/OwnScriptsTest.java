package dev.tributary.promql.script;

import java.io.IOException;
import java.util.List;

import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.Features;
import dev.tributary.promql.PromqlEngine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The project's own scripts, which cover the whole language; see {@link ScriptCoverageTest}. */
class OwnScriptsTest {
    @TestFactory
    List<DynamicTest> everyEvaluationGivesWhatIsWritten() throws IOException {
        return ScriptFiles.tests(ScriptFiles.OWN, new PromqlEngine(ScriptRunner.OPTIONS));
    }

    @TestFactory
    List<DynamicTest> typeLabelsTellCounters() throws IOException {
        EngineOptions usual = ScriptRunner.OPTIONS;
        EngineOptions all = new EngineOptions(usual.lookback(), usual.defaultSubqueryStep(), usual.samplesMax(),
                usual.bytesMax(),
                usual.seriesMax(), usual.timeout(), Features.KNOWN, usual.parallelism());
        return ScriptFiles.tests(ScriptFiles.OWN.resolve("type-and-unit"), new PromqlEngine(all));
    }
}
