package dev.tributary.collector.lines;

import java.util.List;
import java.util.Map;

import dev.tributary.collector.pipeline.PipelineEntry;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fields of a journal's entry where they are looked for: the unit becomes a label, who wrote and how serious it is
 * become structured metadata, and stages find every field under its own name.
 */
final class JournalFields {
    private static final List<String> LEVELS = List.of("emerg", "alert", "crit", "error", "warning", "notice", "info",
            "debug");

    private JournalFields() {
    }

    static void apply(Map<String, String> fields, PipelineEntry entry) {
        entry.extracted().putAll(fields);
        label(entry, "unit", fields.get("_SYSTEMD_UNIT"));
        metadata(entry, "syslog_identifier", fields.get("SYSLOG_IDENTIFIER"));
        metadata(entry, "pid", fields.get("_PID"));
        metadata(entry, "hostname", fields.get("_HOSTNAME"));
        String priority = fields.getOrDefault("PRIORITY", "");
        if (priority.length() == 1 && priority.charAt(0) >= '0' && priority.charAt(0) <= '7') {
            entry.metadata("level", LEVELS.get(priority.charAt(0) - '0'));
        }
    }

    private static void label(PipelineEntry entry, String name, @Nullable String value) {
        if (value != null) {
            entry.label(name, value);
        }
    }

    private static void metadata(PipelineEntry entry, String name, @Nullable String value) {
        if (value != null) {
            entry.metadata(name, value);
        }
    }
}
