package dev.tributary.collector.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.stages.LogfmtStage;
import dev.tributary.logql.parser.LogfmtScan;

/** Values of logfmt become extracted values. */
final class LogfmtStep {
    private LogfmtStep() {
    }

    static StagePlan plan(LogfmtStage settings) {
        Map<String, List<String>> names = new HashMap<>();
        settings.mapping().forEach((name, key) -> names
                .computeIfAbsent(key.value().isEmpty() ? name : key.value(), _ -> new ArrayList<>()).add(name));
        return (next, _) -> {
            LogfmtScan scan = new LogfmtScan();
            return entry -> {
                String source = entry.source(settings.source());
                if (source != null) {
                    take(entry, source.getBytes(StandardCharsets.UTF_8), scan, names);
                }
                next.accept(entry);
            };
        };
    }

    private static void take(PipelineEntry entry, byte[] source, LogfmtScan scan, Map<String, List<String>> names) {
        scan.reset(source, 0, source.length);
        while (!scan.isAtEnd()) {
            if (scan.next()) {
                String key = text(source, scan.keyFrom(), scan.keyTo());
                String unquoted = scan.unquoted();
                String value = unquoted == null ? text(source, scan.valueFrom(), scan.valueTo()) : unquoted;
                names.getOrDefault(key, List.of()).forEach(name -> entry.extracted().put(name, value));
            }
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
