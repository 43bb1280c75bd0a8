package dev.tributary.promql.script;

import java.io.IOException;
import java.util.List;

import dev.tributary.promql.PromqlEngine;
import dev.tributary.testkit.SharedMaterial;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reference scripts of Prometheus 3.14, which are no part of this project. */
class ConformanceTest {
    @TestFactory
    List<DynamicTest> everyEvaluationGivesWhatTheReferenceGives() throws IOException {
        return ScriptFiles.tests(SharedMaterial.file("conformance/promql"), new PromqlEngine(ScriptRunner.OPTIONS));
    }
}
