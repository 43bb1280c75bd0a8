package dev.tributary.collector.logfiles;

import java.util.List;

import dev.tributary.collector.stages.StageSettings;

/** Which logs a job reads and what becomes of their lines. */
record LogSource(LogDiscovery discovery, TargetRules rules, List<StageSettings> stages) {
    LogSource {
        stages = List.copyOf(stages);
    }
}
