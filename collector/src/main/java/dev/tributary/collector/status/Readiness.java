package dev.tributary.collector.status;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.scrape.JobHealth;
import dev.tributary.collector.ship.Destination;

/**
 * When a collector is ready: every target was pulled once, with whatever result, so that what it reports of them is known and
 * not assumed, and all spools take batches. A hub that is away does not make it unready, since that is what the spool is for.
 */
final class Readiness {
    private Readiness() {
    }

    /** What is still missing; empty when ready. */
    static List<String> missing(CollectorView view) {
        List<String> missing = new ArrayList<>();
        for (TargetStatus target : view.targets()) {
            if (target.lastMillis() == 0) {
                missing.add("not pulled yet: job " + target.job() + ", " + target.url());
            }
        }
        for (JobHealth job : view.scrapeJobs()) {
            if (!job.ready()) {
                missing.add(
                        (job.discovered() ? "not scraped yet: job " : "targets not discovered yet: job ") + job.job());
            }
        }
        for (Destination destination : view.destinations()) {
            String problem = destination.spool().stats().problem();
            if (problem != null) {
                missing.add("spool of destination " + destination.name() + " takes nothing: " + problem);
            }
        }
        return missing;
    }
}
