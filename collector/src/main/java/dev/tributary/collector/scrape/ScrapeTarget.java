package dev.tributary.collector.scrape;

import java.net.URI;
import java.time.Duration;

import dev.tributary.model.Labels;

/**
 * One page to be scraped. Two with the same content are the same target.
 *
 * @param page     the URL with its query
 * @param labels   job, instance and all others of its series
 * @param interval between two scrapes
 * @param timeout  of one scrape
 */
record ScrapeTarget(URI page, Labels labels, Duration interval, Duration timeout) {
    String instance() {
        return labels.get("instance");
    }
}
