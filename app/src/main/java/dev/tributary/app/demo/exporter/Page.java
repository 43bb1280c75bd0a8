package dev.tributary.app.demo.exporter;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.model.Labels;

/** What one target exposed in one scrape. The target's labels are added where the exporter set none of that name. */
public final class Page {
    private final Labels target;
    private final Map<Labels, Double> samples = new LinkedHashMap<>();

    public Page(Labels target) {
        this.target = target;
    }

    /** Adds one sample; labels are names and values in turn. */
    void add(String name, double value, String... labels) {
        Labels.Builder series = target.toBuilder().set(Labels.NAME, name);
        for (int i = 0; i < labels.length; i += 2) {
            series.set(labels[i], labels[i + 1]);
        }
        Double before = samples.put(series.build(), value);
        if (before != null) {
            throw new IllegalStateException("exposed twice: " + series.build());
        }
    }

    /** Adds what Prometheus says of the scrape itself, last. */
    public void up(boolean up) {
        int exposed = samples.size();
        add("up", up ? 1 : 0);
        add("scrape_samples_scraped", exposed);
        add("scrape_duration_seconds", 0.002 + exposed * 2e-5);
    }

    /** Series and values in the order they were added. */
    public Map<Labels, Double> samples() {
        return samples;
    }
}
