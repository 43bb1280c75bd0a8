package dev.tributary.alerts.unittest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A file of unit tests, its rule files found.
 *
 * @param unmatched patterns of rule files that match none
 */
record UnitTestFile(List<Path> ruleFiles, List<Path> unmatched, Duration evaluationInterval,
        List<String> groupOrder, boolean fuzzyCompare, List<UnitTest> tests) {
    UnitTestFile {
        ruleFiles = List.copyOf(ruleFiles);
        unmatched = List.copyOf(unmatched);
        groupOrder = List.copyOf(groupOrder);
        tests = List.copyOf(tests);
    }
}
