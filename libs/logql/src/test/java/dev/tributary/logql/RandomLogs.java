package dev.tributary.logql;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.TestLogWriter;

/** Fills stores with random logs of several forms, some of them broken. */
final class RandomLogs {
    private static final List<String> APPS = List.of("v0", "v1", "v2");
    private static final List<String> LEVELS = List.of("info", "warn", "error");
    private static final List<String> WORDS = List.of("GET /api", "error", "a b", "id=7", "timeout", "\u00e9t\u00e9",
            "10.0.0.7", "<x>", "w1");

    private final RandomGenerator random;

    RandomLogs(RandomGenerator random) {
        this.random = random;
    }

    InMemoryLogStore store(int entries) {
        InMemoryLogStore store = new InMemoryLogStore();
        TestLogWriter writer = new TestLogWriter(store, new WriterIdentity(new ClusterId("c1"), false));
        for (int i = 0; i < entries; i++) {
            Labels stream = Labels.of("app", any(APPS), "pod", any(APPS), "level",
                    random.nextInt(3) == 0 ? any(LEVELS) : "");
            Labels metadata = random.nextInt(3) == 0 ? Labels.of("trace_id", "t" + random.nextInt(5)) : Labels.EMPTY;
            writer.entry(stream, LogLines.EPOCH_NANOS + random.nextLong(3600) * LogLines.SECOND + random.nextInt(3),
                    line(), metadata);
        }
        writer.commit();
        return store;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String line() {
        String took = random.nextInt(900) + (random.nextInt(9) == 0 ? "x" : "ms");
        return switch (random.nextInt(6)) {
            case 0 -> "{\"level\":\"" + any(LEVELS) + "\",\"status\":" + random.nextInt(5) + ",\"took\":\"" + took
                    + "\",\"a\":{\"b\":[1,\"" + any(WORDS) + "\"]},\"msg\":\"" + any(WORDS) + "\"}";
            case 1 -> "{\"level\":\"" + any(LEVELS) + "\",\"broken\":";
            case 2, 3 -> "level=" + any(LEVELS) + " status=" + random.nextInt(5) + " took=" + took + " size="
                    + random.nextInt(3000) + "B msg=\"" + any(WORDS) + "\" app=v9";
            case 4 -> "10.0.0." + random.nextInt(9) + " - x \"" + any(WORDS) + "\" x " + random.nextInt(5);
            default -> any(WORDS) + " x " + any(WORDS);
        };
    }
}
