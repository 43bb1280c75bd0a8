package dev.tributary.app.demo.exporter;

import java.util.Arrays;

import dev.tributary.app.demo.world.HttpTraffic;
import dev.tributary.model.text.GoFloat;

/** Writes the durations of requests as a classic histogram. */
final class DurationBuckets {
    private DurationBuckets() {
    }

    static void add(Page page, String name, HttpTraffic traffic, String... labels) {
        String[] withBound = Arrays.copyOf(labels, labels.length + 2);
        withBound[labels.length] = "le";
        for (int i = 0; i <= HttpTraffic.BOUNDS.size(); i++) {
            withBound[labels.length + 1] = i < HttpTraffic.BOUNDS.size()
                    ? GoFloat.sample(HttpTraffic.BOUNDS.get(i))
                    : "+Inf";
            page.add(name + "_bucket", traffic.noLongerThan(i), withBound);
        }
        page.add(name + "_sum", traffic.durationSum(), labels);
        page.add(name + "_count", traffic.count(), labels);
    }
}
