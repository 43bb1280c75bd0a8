package dev.tributary.collector.scrape;

import dev.tributary.model.Labels;

/** What relabel_configs made of an address. */
sealed interface TargetChoice {
    /** A target. */
    record Chosen(ScrapeTarget target) implements TargetChoice {
    }

    /** None, as the configuration wants it. */
    record Dropped(Labels discovered) implements TargetChoice {
    }
}
