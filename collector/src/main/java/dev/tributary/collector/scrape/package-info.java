/**
 * Targets of the cluster's own, scraped as a Prometheus would: from what discovery finds to rounds of pages. What a page
 * means is decided in {@code page}; nothing here knows spools or destinations.
 */
@NullMarked
package dev.tributary.collector.scrape;

import org.jspecify.annotations.NullMarked;
