package dev.tributary.collector.status;

import java.util.List;
import java.util.Map;

import dev.tributary.collector.batch.BatchKind;
import dev.tributary.collector.events.watch.WatchStatus;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.heal.HealStatus;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.collector.scrape.JobHealth;
import dev.tributary.collector.ship.Destination;
import dev.tributary.collector.ship.LaneStatus;
import dev.tributary.collector.spool.SpoolStats;
import org.jspecify.annotations.Nullable;

/** The status as it stands in the JSON answer; keys are the component names. */
record StatusDocument(Map<String, String> identity, List<TargetStatus> targets, List<HealStatus> healing,
        List<JobHealth> scrapeJobs, List<LogJobStatus> logJobs, List<WatchStatus> events,
        List<DestinationStatus> destinations,
        ReloadStatus configuration) {
    /** A destination: whether it takes samples or lines, which all its numbers count; how it fares, what waits for it. */
    record DestinationStatus(String name, String takes, @Nullable String problem, String protocol,
            int samplesPerRequest,
            double backlogSamplesPerSecond, List<LaneStatus> lanes, SpoolStats spool) {
        DestinationStatus {
            lanes = List.copyOf(lanes);
        }

        static DestinationStatus of(Destination destination) {
            return new DestinationStatus(destination.name(),
                    destination.kind() == BatchKind.LOGS ? "lines" : "samples", destination.problem(),
                    destination.delivery().protocol(), destination.delivery().pointsMax(),
                    destination.backlogSamplesPerSecond(), destination.lanes(), destination.spool().stats());
        }
    }

    StatusDocument {
        identity = Map.copyOf(identity);
        targets = List.copyOf(targets);
        healing = List.copyOf(healing);
        scrapeJobs = List.copyOf(scrapeJobs);
        logJobs = List.copyOf(logJobs);
        events = List.copyOf(events);
        destinations = List.copyOf(destinations);
    }

    static StatusDocument of(CollectorView view) {
        return new StatusDocument(view.identity(), view.targets(), view.healing(), view.scrapeJobs(), view.logJobs(),
                view.events(),
                view.destinations().stream().map(DestinationStatus::of).toList(), view.reloads());
    }
}
