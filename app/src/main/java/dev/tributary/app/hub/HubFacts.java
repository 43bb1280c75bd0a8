package dev.tributary.app.hub;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.runtime.telemetry.Telemetry;

/** What the status pages show of the hub. */
final class HubFacts implements HubInfo {
    private final HubReload reload;
    private final Instant started;
    private final BooleanSupplier editing;

    HubFacts(HubReload reload, Instant started, BooleanSupplier editing) {
        this.reload = reload;
        this.started = started;
        this.editing = editing;
    }

    @Override
    public Build build() {
        return new Build(Telemetry.version(), "");
    }

    @Override
    public Instant startTime() {
        return started;
    }

    @Override
    public Config config() {
        return reload.inForce();
    }

    /** The hub is set up by its file alone. */
    @Override
    public Map<String, String> flags() {
        return Map.of();
    }

    @Override
    public boolean rulesAreEdited() {
        return editing.getAsBoolean();
    }

    @Override
    public boolean addsUpDeltas() {
        return reload.ingest().otlp().deltaToCumulative();
    }

    @Override
    public String retention() {
        return PrometheusDuration.format(reload.retention());
    }
}
