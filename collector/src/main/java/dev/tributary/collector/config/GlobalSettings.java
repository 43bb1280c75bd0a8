package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Refused;

/** What jobs take over that say nothing else. */
@Refused(key = "external_labels", remedy = "write external_labels at the top of the file, not under global")
@Refused(key = "evaluation_interval", remedy = "rules run at the hub: this belongs into its file")
@Refused(key = "query_log_file", remedy = "a collector answers no queries; remove the key")
@Refused(key = "scrape_protocols", remedy = "write it at the jobs it is for")
@Refused(key = "*_limit", remedy = "write it at the jobs it is for")
public record GlobalSettings(@Default("15s") @Doc("How often targets are pulled.") Duration scrapeInterval,
        @Default("10s") @Doc("Longest time a pull may take.") Duration scrapeTimeout) {
    public GlobalSettings {
        Durations.requirePositive("scrape_interval", scrapeInterval);
        Durations.requirePositive("scrape_timeout", scrapeTimeout);
        if (scrapeTimeout.compareTo(scrapeInterval) > 0) {
            throw new IllegalArgumentException("scrape_timeout cannot be longer than scrape_interval");
        }
    }
}
