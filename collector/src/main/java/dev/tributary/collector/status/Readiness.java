package dev.tributary.collector.status;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.scrape.JobHealth;

/**
 * When a collector is ready: every target was pulled once, with whatever result, so that what it reports of them is known and
 * not assumed. A hub that is away does not make it unready, since that is what the spool is for.
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
        return missing;
    }
}
