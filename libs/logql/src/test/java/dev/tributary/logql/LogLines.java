package dev.tributary.logql;

import java.util.List;

import dev.tributary.logql.parse.Parser;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.TestLogWriter;

/** Fills a store from texts like {@code {app="a"} | 5 | {trace="t"} | the line}; the metadata may be missing. */
final class LogLines {
    /** What second 0 is. */
    static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;
    static final long SECOND = 1_000_000_000L;

    private LogLines() {
    }

    static InMemoryLogStore store(List<String> lines) {
        InMemoryLogStore store = new InMemoryLogStore();
        TestLogWriter writer = new TestLogWriter(store, new WriterIdentity(new ClusterId("c1"), false));
        for (String line : lines) {
            add(writer, line);
        }
        writer.commit();
        return store;
    }

    private static void add(TestLogWriter writer, String text) {
        String[] parts = text.split(" \\| ", 3);
        String rest = parts[2];
        Labels metadata = Labels.EMPTY;
        if (rest.startsWith("{") && rest.contains("} | ")) {
            int end = rest.indexOf("} | ");
            metadata = labels(rest.substring(0, end + 1));
            rest = rest.substring(end + 4);
        }
        writer.entry(labels(parts[0]), nanos(parts[1]), rest, metadata);
    }

    static long nanos(String seconds) {
        return EPOCH_NANOS + Math.round(Double.parseDouble(seconds.strip()) * SECOND);
    }

    private static Labels labels(String selector) {
        Labels.Builder builder = Labels.builder();
        for (Matcher matcher : Parser.selector(selector.strip())) {
            builder.set(matcher.name(), matcher.value());
        }
        return builder.build();
    }
}
