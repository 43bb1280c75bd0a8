package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What jobs take over that say nothing else. */
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
