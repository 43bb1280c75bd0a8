package dev.tributary.alerts.role;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import dev.tributary.alerts.notify.AlertingSettings;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** The keys of a hub's configuration that concern rules and alerts; they stand at its top level, as in Prometheus. */
public record RulesSettings(@Doc("Intervals and external labels.") GlobalSettings global,
        @Doc("Rule files; * and ? may stand in the last part of a path.") List<Path> ruleFiles,
        @Default("20") @Doc("Rule groups evaluated at the same time; others whose slot has come wait for their turn.") int ruleGroupConcurrency,
        @Doc("Where alerts go.") AlertingSettings alerting,
        @Default("false") @Doc("Let readers who may see everything edit rules at /config/v1/rules, as Grafana does with a Mimir; what they edit is kept in the store.") boolean ruleEditing,
        @Doc("How people reach this hub, for links in alerts; the listen address when absent.") @Nullable URI externalUrl) {
    public RulesSettings {
        ruleFiles = List.copyOf(ruleFiles);
        if (ruleGroupConcurrency < 1) {
            throw new IllegalArgumentException("rule_group_concurrency must be at least 1");
        }
    }
}
