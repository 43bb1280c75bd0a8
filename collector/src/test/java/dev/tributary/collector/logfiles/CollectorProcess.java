package dev.tributary.collector.logfiles;

import java.nio.file.Path;
import java.time.Clock;

import dev.tributary.collector.Collector;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;

/** A collector as a process of its own, for tests that kill it. */
public final class CollectorProcess {
    private CollectorProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        CollectorConfig config = ConfigFile.load(Path.of(arguments[0]), CollectorConfig.class);
        Collector.start(config, Vertx.vertx(), new Telemetry("collector"), Clock.systemUTC());
        System.out.println("started");
        Thread.currentThread().join();
    }
}
