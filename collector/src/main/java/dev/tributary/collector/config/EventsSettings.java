package dev.tributary.collector.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.events.api.EventScope;
import dev.tributary.collector.events.record.LineFormat;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpClientSettings;
import org.jspecify.annotations.Nullable;

/** Kubernetes events as log records and as metrics. */
public record EventsSettings(@Default("false") @Doc("Watch the cluster's events.") boolean enabled,
        @Doc("The API server. Absent: the cluster the collector runs in, by its service account.") @Nullable URI apiServer,
        @Doc("A kubeconfig file that says where the API is and how to speak to it.") @Nullable Path kubeconfigFile,
        @Doc("Whose events are read. Events about objects without a namespace, such as nodes, are kept in the namespace default.") EventNamespaces namespaces,
        @Default("\"\"") @Doc("Field selector that the API server applies, such as type=Warning or involvedObject.kind=Pod.") String fieldSelector,
        @Default("kubernetes-events") @Doc("The job label of the records. Dashboards made for the event handler of Grafana's agents look for integrations/kubernetes/eventhandler.") String jobName,
        @Default("logfmt") @Doc("How the line of a record is written: logfmt or json.") LineFormat format,
        @Doc("Choose and label the records. Besides the labels job, namespace, kind, type and reason there are __event_message and, under __event_ and its name, each metadata of a record. tributary_events_total counts what is dropped here, too.") List<RelabelSettings> relabelConfigs,
        @Doc("Name the workload that owns the object of an event.") EventOwners owners,
        @Doc("tributary_events_total.") EventCounts metrics,
        @Default("100000") @Doc("Most events that are remembered so as not to repeat them: a cluster's events of about two hours.") int knownMax,
        @Inline HttpClientSettings httpClient) {
    /** Which namespaces. */
    public record EventNamespaces(@Doc("Only these, each with a watch of its own. Absent: all.") List<String> include,
            @Doc("All but these.") List<String> exclude) {
        public EventNamespaces {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
            if (!include.isEmpty() && !exclude.isEmpty()) {
                throw new IllegalArgumentException(
                        "exclude has no use beside include: name what is wanted, or what is not");
            }
            requireNames("include", include);
            requireNames("exclude", exclude);
        }

        private static void requireNames(String key, List<String> names) {
            for (String name : names) {
                if (!name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                    throw new IllegalArgumentException(key + " has '" + name + "', which is no name of a namespace");
                }
            }
            if (names.stream().distinct().count() < names.size()) {
                throw new IllegalArgumentException(key + " has a namespace twice");
            }
        }
    }

    /** The owners of involved objects. */
    public record EventOwners(
            @Default("true") @Doc("Ask the API for the owners of pods, replica sets and jobs, and write them as owner_kind and owner_name. Never more than 20 questions a second; events do not wait for more.") boolean enabled,
            @Default("10000") @Doc("Most objects whose owners are remembered.") int cacheMax) {
        public EventOwners {
            requirePositive("cache_max", cacheMax);
        }
    }

    /** The metric made of events. */
    public record EventCounts(@Default("true") @Doc("Send it along, once in self_metrics.interval.") boolean enabled,
            @Default("10000") @Doc("Most series. Beyond it the one that rested longest is given up; while none has rested for an hour, further ones count together under the reason _overflow.") int seriesMax) {
        public EventCounts {
            requirePositive("series_max", seriesMax);
        }
    }

    public EventsSettings {
        relabelConfigs = List.copyOf(relabelConfigs);
        RelabelSettings.relabeling(relabelConfigs);
        requirePositive("known_max", knownMax);
        if (kubeconfigFile != null && apiServer != null) {
            throw new IllegalArgumentException("kubeconfig_file names the API server already: leave api_server out");
        }
        if (apiServer == null && !httpClient.equals(HttpClientSettings.DEFAULT)) {
            throw new IllegalArgumentException(
                    "api_server is missing: authentication and TLS settings stand beside the server they are for");
        }
        requireSelector(fieldSelector);
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, is " + value);
        }
    }

    private static void requireSelector(String selector) {
        if (selector.isEmpty()) {
            return;
        }
        for (String term : selector.split(",", -1)) {
            if (!term.strip().matches("[A-Za-z.]+(=|==|!=)[^=]*")) {
                throw new IllegalArgumentException("field_selector has '" + term
                        + "', which is not of the form field=value or field!=value");
            }
        }
    }

    /** What is watched: one scope for each included namespace, or one for all. */
    public List<EventScope> scopes() {
        List<String> terms = new ArrayList<>();
        if (!fieldSelector.isEmpty()) {
            terms.add(fieldSelector);
        }
        namespaces.exclude().forEach(name -> terms.add("metadata.namespace!=" + name));
        String selector = String.join(",", terms);
        return namespaces.include().isEmpty()
                ? List.of(new EventScope("", selector))
                : namespaces.include().stream().map(name -> new EventScope(name, selector)).toList();
    }
}
