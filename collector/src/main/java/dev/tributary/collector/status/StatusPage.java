package dev.tributary.collector.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tributary.collector.events.watch.WatchStatus;
import dev.tributary.collector.federate.ShardResult;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.heal.Gap;
import dev.tributary.collector.heal.GapOutcome;
import dev.tributary.collector.heal.HealStatus;
import dev.tributary.collector.logfiles.LogFileStatus;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.collector.scrape.JobHealth;
import dev.tributary.collector.scrape.TargetHealth;
import dev.tributary.collector.ship.LaneStatus;
import dev.tributary.collector.spool.SpoolStats;

/** The status for people: one HTML page without scripts. */
final class StatusPage {
    private static final String HEAD = """
                                       <!doctype html><html lang="en"><head><meta charset="utf-8">
                                       <meta name="viewport" content="width=device-width, initial-scale=1">
                                       <title>Tributary collector</title><style>
                                       body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}
                                       table{border-collapse:collapse;width:100%}
                                       th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
                                       td.n{text-align:right;font-variant-numeric:tabular-nums}
                                       .bad{color:#a00}.good{color:#060}
                                       </style></head><body><h1>Tributary collector</h1>
                                       """;

    private StatusPage() {
    }

    static String render(StatusDocument status) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("<p>");
        status.identity().forEach(
                (name, value) -> out.append(escape(name)).append(" = <b>").append(escape(value)).append("</b> "));
        out.append("</p>");
        configuration(out, status.configuration());
        targets(out, status.targets());
        healing(out, status.healing());
        scrapes(out, status.scrapeJobs());
        logs(out, status.logJobs());
        events(out, status.events());
        destinations(out, status.destinations());
        return out.append(
                "<p><a href=\"metrics\">metrics</a> &middot; <a href=\"api/v1/status/config\">configuration</a> &middot; <a href=\"api/v1/status\">this as JSON</a> &middot; <a href=\"api/v1/quarantine\">quarantine</a></p></body></html>")
                .toString();
    }

    private static void targets(StringBuilder out, List<TargetStatus> targets) {
        out.append("<h2>Targets</h2>");
        row(out, "th", "job", "page", "state", "last pull", "seconds", "samples", "sent", "series", "shards", "faults");
        for (TargetStatus target : targets) {
            String state = target.lastMillis() == 0
                    ? "not pulled yet"
                    : target.complete() ? "complete" : target.samples() > 0 ? "incomplete" : "down";
            out.append("<tr><td>").append(escape(target.job())).append("<td>").append(escape(target.url()))
                    .append(target.complete() ? "<td class=good>" : "<td class=bad>").append(state).append("<td>")
                    .append(time(target.lastMillis()));
            number(out, "%.3f".formatted(target.seconds()));
            number(out, Long.toString(target.samples()));
            number(out, Long.toString(target.sent()));
            number(out, Integer.toString(target.liveSeries()));
            number(out, Integer.toString(target.shards().size()));
            out.append("<td>").append(escape(String.join("; ", target.faults())));
        }
        out.append("</table>");
        targets.stream().filter(target -> target.shards().size() > 1).forEach(target -> shards(out, target));
    }

    private static void shards(StringBuilder out, TargetStatus target) {
        out.append("<details><summary>Shards of ").append(escape(target.job())).append(", ")
                .append(escape(target.url())).append("</summary>");
        row(out, "th", "replica", "names", "seconds", "samples", "bytes", "fault");
        for (ShardResult shard : target.shards()) {
            out.append("<tr>");
            number(out, Integer.toString(shard.replica()));
            out.append("<td>").append(escape(shard.range().toString()));
            number(out, "%.3f".formatted(shard.seconds()));
            number(out, Long.toString(shard.samples()));
            number(out, Long.toString(shard.bytes()));
            out.append("<td class=bad>").append(escape(shard.fault()));
        }
        out.append("</table></details>");
    }

    private static void healing(StringBuilder out, List<HealStatus> targets) {
        out.append("<h2>Missed windows</h2>");
        row(out, "th", "job", "instance", "open", "of seconds", "settled, in seconds", "samples read", "problem");
        for (HealStatus target : targets) {
            out.append("<tr><td>").append(escape(target.job())).append("<td>").append(escape(target.instance()));
            number(out, Integer.toString(target.gaps().size()));
            number(out, "%.0f".formatted(target.gaps().stream().mapToDouble(Gap::seconds).sum()));
            out.append("<td>").append(escape(settled(target.settled())));
            number(out, Long.toString(target.samples()));
            out.append(target.problem().isEmpty() ? "<td>" : "<td class=bad>").append(escape(target.problem()));
        }
        out.append("</table>");
        targets.stream().filter(target -> !target.gaps().isEmpty()).forEach(target -> gaps(out, target));
    }

    private static String settled(Map<GapOutcome, Double> seconds) {
        return new TreeMap<>(seconds).entrySet().stream()
                .map(one -> "%s %.0f".formatted(one.getKey().text(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void gaps(StringBuilder out, HealStatus target) {
        out.append("<details><summary>Windows to be read for ").append(escape(target.job())).append(", ")
                .append(escape(target.instance())).append("</summary>");
        row(out, "th", "names", "after", "up to");
        for (Gap gap : target.gaps()) {
            out.append("<tr><td>").append(escape(gap.range().toString())).append("<td>").append(time(gap.fromMillis()))
                    .append("<td>").append(time(gap.toMillis()));
        }
        out.append("</table></details>");
    }

    private static void configuration(StringBuilder out, ReloadStatus configuration) {
        out.append("<p>Configuration in force since ").append(time(configuration.inForceSinceMillis()));
        if (!configuration.waiting().isEmpty()) {
            out.append("; changed for the next start: ").append(escape(String.join(", ", configuration.waiting())));
        }
        out.append("</p>");
        if (!configuration.successful()) {
            out.append("<p class=bad>The last reload was refused:</p><pre class=bad>")
                    .append(escape(configuration.problem())).append("</pre>");
        }
    }

    private static void scrapes(StringBuilder out, List<JobHealth> jobs) {
        for (JobHealth job : jobs) {
            long up = job.targets().stream().filter(TargetHealth::up).count();
            out.append("<h2>Scrape job ").append(escape(job.job())).append("</h2><p>")
                    .append(job.discovered() ? "" : "<span class=bad>not all sources of targets were read yet</span> ")
                    .append(up).append(" of ").append(job.targets().size()).append(" targets up, ")
                    .append(job.dropped())
                    .append(" dropped by relabeling, ").append(job.invalid()).append(" invalid")
                    .append(job.problem().isEmpty() ? "" : ": <span class=bad>" + escape(job.problem()) + "</span>")
                    .append("</p>");
            row(out, "th", "page", "labels", "state", "last scrape", "seconds", "samples", "series", "fault");
            job.targets().forEach(target -> scraped(out, target));
            out.append("</table>");
        }
    }

    private static void events(StringBuilder out, List<WatchStatus> watches) {
        if (watches.isEmpty()) {
            return;
        }
        out.append("<h2>Kubernetes events</h2>");
        row(out, "th", "namespace", "field selector", "state", "version", "last heard", "lists", "expired", "problem");
        for (WatchStatus watch : watches) {
            out.append("<tr><td>").append(watch.namespace().isEmpty() ? "all" : escape(watch.namespace()))
                    .append("<td>").append(escape(watch.fieldSelector()))
                    .append(watch.problem().isEmpty() ? "<td class=good>" : "<td class=bad>").append(watch.state())
                    .append("<td>").append(escape(watch.position())).append("<td>").append(time(watch.lastMillis()));
            number(out, Long.toString(watch.lists()));
            number(out, Long.toString(watch.expired()));
            out.append("<td>").append(escape(watch.problem()));
        }
        out.append("</table>");
    }

    private static void scraped(StringBuilder out, TargetHealth target) {
        String state = target.lastMillis() == 0 ? "not scraped yet" : target.up() ? "up" : "down";
        out.append("<tr><td>").append(escape(target.url())).append("<td>").append(escape(labels(target.labels())))
                .append(target.up() ? "<td class=good>" : "<td class=bad>").append(state).append("<td>")
                .append(time(target.lastMillis()));
        number(out, "%.3f".formatted(target.seconds()));
        number(out, Long.toString(target.samples()));
        number(out, Integer.toString(target.liveSeries()));
        out.append("<td>").append(escape(target.fault()));
    }

    private static void logs(StringBuilder out, List<LogJobStatus> jobs) {
        for (LogJobStatus job : jobs) {
            out.append("<h2>Logs ").append(escape(job.job())).append("</h2><p>").append(job.logs())
                    .append(" logs, ").append(job.ignored()).append(" ignored as too many, ").append(job.lines())
                    .append(" lines since the start, ").append(job.lagBytes()).append(" bytes to read")
                    .append(job.problem().isEmpty() ? "" : ": <span class=bad>" + escape(job.problem()) + "</span>")
                    .append("</p>");
            row(out, "th", "file", "open", "position", "bytes to read", "problem");
            for (LogFileStatus file : job.files()) {
                out.append("<tr><td>").append(escape(file.path())).append("<td>").append(file.open() ? "yes" : "no");
                number(out, Long.toString(file.position()));
                number(out, Long.toString(file.lagBytes()));
                out.append(file.problem().isEmpty() ? "<td>" : "<td class=bad>").append(escape(file.problem()));
            }
            out.append("</table>");
        }
    }

    private static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels).toString();
    }

    private static void destinations(StringBuilder out, List<StatusDocument.DestinationStatus> destinations) {
        out.append("<h2>Destinations</h2>");
        row(out, "th", "name", "lane", "state", "protocol", "pending", "of", "bytes on disk", "dropped");
        for (StatusDocument.DestinationStatus destination : destinations) {
            destination.lanes().forEach(lane -> lane(out, destination, lane));
        }
        out.append("</table>");
        for (StatusDocument.DestinationStatus destination : destinations) {
            String problem = destination.spool().problem();
            if (problem != null) {
                out.append("<p class=bad>The spool of ").append(escape(destination.name()))
                        .append(" takes nothing, pulls wait: ").append(escape(problem)).append("</p>");
            }
        }
    }

    private static void lane(StringBuilder out, StatusDocument.DestinationStatus destination, LaneStatus lane) {
        String problem = lane.problem();
        SpoolStats spool = destination.spool();
        out.append("<tr><td>").append(escape(destination.name())).append("<td>").append(escape(lane.lane()))
                .append(problem != null
                        ? "<td class=bad>" + escape(problem)
                        : lane.pendingSamples() == 0 ? "<td>nothing waits" : "<td class=good>takes batches")
                .append("<td>").append(escape(destination.protocol()));
        number(out, Long.toString(lane.pendingSamples()));
        out.append("<td>").append(destination.takes());
        number(out, Long.toString(spool.bytes()));
        number(out, Long.toString(spool.droppedForSize() + spool.droppedForAge() + spool.droppedForDiskFull()));
    }

    private static void row(StringBuilder out, String cell, String... texts) {
        out.append("<table><tr>");
        for (String text : texts) {
            out.append('<').append(cell).append('>').append(text);
        }
    }

    private static void number(StringBuilder out, String text) {
        out.append("<td class=n>").append(text);
    }

    private static String time(long millis) {
        return millis == 0 ? "never" : Instant.ofEpochMilli(millis).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
