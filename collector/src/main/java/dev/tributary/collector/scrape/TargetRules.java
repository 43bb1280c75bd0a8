package dev.tributary.collector.scrape;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.collector.config.GlobalSettings;
import dev.tributary.collector.config.ScrapeSettings;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.runtime.config.RelabelSettings;

/**
 * From the labels that discovery gives an address to a target: the job's own settings as labels, relabel_configs, then the
 * URL from what came out. As Prometheus does, in its order.
 */
final class TargetRules {
    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__metrics_path__";
    private static final String INTERVAL = "__scrape_interval__";
    private static final String TIMEOUT = "__scrape_timeout__";
    private static final String PARAM = "__param_";
    private static final String INSTANCE = "instance";

    private final ScrapeSettings job;
    private final Labels jobLabels;
    private final Relabeling relabeling;

    TargetRules(ScrapeSettings job, GlobalSettings global) {
        this.job = job;
        relabeling = RelabelSettings.relabeling(job.relabelConfigs());
        Labels.Builder labels = Labels.builder().set("job", job.jobName()).set(PATH, job.metricsPath())
                .set(SCHEME, job.scheme().text()).set(INTERVAL, PrometheusDuration.format(job.intervalOr(global)))
                .set(TIMEOUT, PrometheusDuration.format(job.timeoutOr(global)));
        job.params().forEach((name, values) -> {
            if (!values.isEmpty()) {
                labels.set(PARAM + name, values.getFirst());
            }
        });
        jobLabels = labels.build();
    }

    /** What the rules see of an address: its discovered labels over the job's. */
    Labels discovered(String address, Map<String, String> labels) {
        Labels.Builder all = jobLabels.toBuilder();
        labels.forEach(all::set);
        return all.set(ADDRESS, address).build();
    }

    /**
     * The target of discovered labels.
     *
     * @throws IllegalArgumentException when what relabeling left is no target
     */
    TargetChoice choose(Labels discovered) {
        Labels.Builder labels = discovered.toBuilder();
        if (!relabeling.apply(labels)) {
            return new TargetChoice.Dropped(discovered);
        }
        String address = labels.get(ADDRESS);
        if (address.isEmpty()) {
            throw new IllegalArgumentException("no address");
        }
        if (address.contains("/")) {
            throw new IllegalArgumentException("\"" + address + "\" is not a valid hostname");
        }
        Duration interval = duration(labels, INTERVAL);
        Duration timeout = duration(labels, TIMEOUT);
        if (timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException("scrape timeout cannot be greater than scrape interval (\""
                    + labels.get(TIMEOUT) + "\" > \"" + labels.get(INTERVAL) + "\")");
        }
        URI page = page(labels, address);
        return new TargetChoice.Chosen(new ScrapeTarget(page, visible(labels, address), interval, timeout));
    }

    private static Duration duration(Labels.Builder labels, String name) {
        Duration duration = PrometheusDuration.parse(labels.get(name));
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " cannot be 0");
        }
        return duration;
    }

    private URI page(Labels.Builder labels, String address) {
        String query = query(labels);
        try {
            URI page = new URI(labels.get(SCHEME) + "://" + address + labels.get(PATH)
                    + (query.isEmpty() ? "" : "?" + query));
            if (page.getHost() == null) {
                throw new IllegalArgumentException("\"" + address + "\" is not a valid hostname");
            }
            return page;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL: " + e.getMessage(), e);
        }
    }

    /** The job's parameters; of each the first value is what its label says now, which relabeling may also have made. */
    private String query(Labels.Builder labels) {
        Map<String, List<String>> params = new TreeMap<>();
        job.params().forEach((name, values) -> params.put(name, new ArrayList<>(values)));
        for (String name : labels.names()) {
            if (name.startsWith(PARAM)) {
                List<String> values = params.computeIfAbsent(name.substring(PARAM.length()), _ -> new ArrayList<>());
                if (values.isEmpty()) {
                    values.add(labels.get(name));
                } else {
                    values.set(0, labels.get(name));
                }
            }
        }
        List<String> pairs = new ArrayList<>();
        params.forEach((name, values) -> values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Labels visible(Labels.Builder labels, String address) {
        Labels.Builder visible = Labels.builder();
        for (String name : labels.names()) {
            if (!name.startsWith("__")) {
                visible.set(name, labels.get(name));
            }
        }
        if (visible.get(INSTANCE).isEmpty()) {
            visible.set(INSTANCE, address);
        }
        return visible.build();
    }
}
