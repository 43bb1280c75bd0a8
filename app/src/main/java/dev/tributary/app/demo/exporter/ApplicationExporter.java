package dev.tributary.app.demo.exporter;

import java.util.Objects;

import dev.tributary.app.demo.world.HttpTraffic;
import dev.tributary.app.demo.world.Pod;

/** The metrics of an application that counts its own requests. */
final class ApplicationExporter {
    private ApplicationExporter() {
    }

    static void expose(Pod pod, Page page) {
        HttpTraffic traffic = Objects.requireNonNull(pod.http());
        for (int code = 0; code < HttpTraffic.CODES.size(); code++) {
            page.add("http_requests_total", traffic.byCode(code), "code", HttpTraffic.CODES.get(code), "method", "GET");
        }
        DurationBuckets.add(page, "http_request_duration_seconds", traffic, "method", "GET");
        page.add("process_start_time_seconds", pod.containers().getFirst().startedMillis() / 1000.0);
    }
}
