package dev.tributary.app.demo.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.port.StorageStatus;

/** What a simulated Prometheus says of itself on its status routes. */
record HistoryFacts(SimulatedPrometheus prometheus, Instant startTime) implements HubInfo, StorageStatus {
    @Override
    public Build build() {
        return new Build("3.14.0-simulated", "");
    }

    @Override
    public Config config() {
        return new Config("# a simulated Prometheus has no configuration file\n", startTime, true);
    }

    @Override
    public Map<String, String> flags() {
        return Map.of();
    }

    @Override
    public String retention() {
        return "20m";
    }

    @Override
    public Head head() {
        List<SeriesCopy> all = prometheus.select(List.of());
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (SeriesCopy series : all) {
            min = Math.min(min, series.samples().timestamp(0));
            max = Math.max(max, series.samples().timestamp(series.samples().size() - 1));
        }
        return new Head(all.size(), all.size(), min, max);
    }

    @Override
    public Replay replay() {
        return new Replay(0, 0, 0);
    }

    @Override
    public long corruptions() {
        return 0;
    }
}
