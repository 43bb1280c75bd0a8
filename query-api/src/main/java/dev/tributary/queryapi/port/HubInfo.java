package dev.tributary.queryapi.port;

import java.time.Instant;
import java.util.Map;

/** What the hub knows of itself. Asked anew for each request, from several threads. */
public interface HubInfo {
    /**
     * What program answers.
     *
     * @param version  of this program
     * @param revision of its source, or empty where unknown
     */
    record Build(String version, String revision) {
    }

    /**
     * The configuration in force.
     *
     * @param yaml       as YAML, every secret masked
     * @param loadedAt   when it was read
     * @param lastLoadOk false when a later attempt to read it failed, so that an older one is in force
     */
    record Config(String yaml, Instant loadedAt, boolean lastLoadOk) {
    }

    Build build();

    Instant startTime();

    Config config();

    /** Settings of the command line by name, every secret masked. */
    Map<String, String> flags();

    /** True where rules can be edited at {@code /config/v1/rules}. */
    default boolean rulesAreEdited() {
        return false;
    }

    /** True where OTLP metrics of delta temporality are added up. */
    default boolean addsUpDeltas() {
        return false;
    }

    /** How long samples are kept, in Prometheus' notation. */
    String retention();
}
