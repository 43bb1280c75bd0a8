package dev.tributary.collector.status;

import java.util.List;
import java.util.Map;

import dev.tributary.collector.events.watch.WatchStatus;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.heal.HealStatus;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.collector.scrape.JobHealth;
import dev.tributary.collector.ship.Destination;

/** What the status pages may see of a running collector. Safe for several threads. */
public interface CollectorView {
    /** The labels that name the cluster. */
    Map<String, String> identity();

    List<TargetStatus> targets();

    /** How the reading of missed windows fares, target by target. */
    List<HealStatus> healing();

    List<JobHealth> scrapeJobs();

    /** How the jobs fare that read logs. */
    List<LogJobStatus> logJobs();

    /** The watches of Kubernetes events. */
    List<WatchStatus> events();

    /** How the configuration came to be in force. */
    ReloadStatus reloads();

    List<Destination> destinations();
}
