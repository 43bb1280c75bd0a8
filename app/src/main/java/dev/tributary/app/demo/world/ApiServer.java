package dev.tributary.app.demo.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The Kubernetes API server: its requests by verb and resource. Counts from zero after a restart. */
public final class ApiServer {
    /**
     * One line of its traffic.
     *
     * @param perSecond requests per second at full load
     */
    public record Line(String verb, String resource, String code, double perSecond, HttpTraffic traffic) {
    }

    private static final List<String> RESOURCES = List.of("pods", "nodes", "leases", "configmaps", "deployments",
            "endpointslices");

    private final List<Line> lines = new ArrayList<>();
    private long startedMillis;

    ApiServer(long startedMillis) {
        this.startedMillis = startedMillis;
        for (String resource : RESOURCES) {
            lines.add(line("GET", resource, "200", resource.equals("leases") ? 6 : 2, 0.004));
            lines.add(line("LIST", resource, "200", 0.4, 0.03));
            lines.add(line("PUT", resource, "200", resource.equals("leases") ? 5 : 0.5, 0.008));
        }
        lines.add(line("PATCH", "nodes", "200", 0.8, 0.01));
        lines.add(line("POST", "pods", "201", 0.2, 0.015));
        lines.add(line("PUT", "configmaps", "409", 0.05, 0.006));
        lines.add(line("GET", "pods", "404", 0.1, 0.004));
    }

    private static Line line(String verb, String resource, String code, double perSecond, double typicalSeconds) {
        return new Line(verb, resource, code, perSecond, new HttpTraffic(typicalSeconds));
    }

    void advance(double seconds, double load, RandomGenerator random) {
        for (Line line : lines) {
            double expected = line.perSecond() * seconds * (0.5 + load);
            int requests = (int) (expected + random.nextDouble());
            line.traffic().serve(requests, 0.3, random);
        }
    }

    void restart(long nowMillis) {
        startedMillis = nowMillis;
        lines.forEach(line -> line.traffic().reset());
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public long startedMillis() {
        return startedMillis;
    }
}
