package dev.tributary.collector.config;

import java.util.List;

import dev.tributary.collector.stages.StageSettings;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.RelabelSettings;

/** What becomes of the lines of a job. */
public record LogStreamSettings(
        @Doc("Choose logs and label their streams, once for each log; what begins with two underscores is gone afterwards.") List<RelabelSettings> relabelConfigs,
        @Default("[pod_uid, node_name, restarts]") @Doc("Labels of a log that become structured metadata of its entries rather than labels of the stream.") List<String> structuredMetadata,
        @Doc("What each entry goes through, in Promtail's words.") List<StageSettings> pipelineStages) {
    public LogStreamSettings {
        relabelConfigs = List.copyOf(relabelConfigs);
        structuredMetadata = List.copyOf(structuredMetadata);
        pipelineStages = List.copyOf(pipelineStages);
        RelabelSettings.relabeling(relabelConfigs);
        for (int i = 1; i < pipelineStages.size(); i++) {
            if (pipelineStages.get(i).isFormat()) {
                throw new IllegalArgumentException(
                        "pipeline_stages has cri or docker behind another stage: how lines are written is said first");
            }
        }
    }
}
