package dev.tributary.queryapi.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.tributary.queryapi.port.HubInfo;

/** A hub of which everything is known and nothing changes. */
final class FixedHub implements HubInfo {
    @Override
    public Build build() {
        return new Build("0.1.0", "abc");
    }

    @Override
    public Instant startTime() {
        return Instant.ofEpochMilli(ApiFixture.NOW_MILLIS).minus(Duration.ofHours(1));
    }

    @Override
    public Config config() {
        return new Config("data_dir: data\n", startTime(), true);
    }

    @Override
    public Map<String, String> flags() {
        return Map.of("config.file", "hub.yml", "a", "<b>");
    }

    @Override
    public String retention() {
        return "15d";
    }
}
