package dev.tributary.queryapi.status;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.GoTime;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.port.StorageStatus;

/**
 * {@code /api/v1/status/runtimeinfo}. The names are those of a Go program; here threads stand for goroutines, processors
 * for GOMAXPROCS and the largest heap for GOMEMLIMIT.
 */
public final class RuntimeInfoRoute implements Endpoint {
    private final HubInfo hub;
    private final StorageStatus storage;
    private final Clock clock;

    public RuntimeInfoRoute(HubInfo hub, StorageStatus storage, Clock clock) {
        this.hub = hub;
        this.storage = storage;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/runtimeinfo", Work.LIGHT, "Start time, configuration state, retention.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        return Reply.data(this::write);
    }

    private void write(JsonWriter json) {
        HubInfo.Config config = hub.config();
        json.beginObject().name("startTime").string(GoTime.format(hub.startTime()));
        json.name("CWD").string(Path.of("").toAbsolutePath().toString());
        json.name("hostname").string(hostname());
        json.name("serverTime").string(GoTime.format(clock.instant()));
        json.name("reloadConfigSuccess").bool(config.lastLoadOk());
        json.name("lastConfigTime").string(GoTime.format(config.loadedAt()));
        json.name("corruptionCount").number(storage.corruptions());
        json.name("goroutineCount").number(ManagementFactory.getThreadMXBean().getThreadCount());
        json.name("GOMAXPROCS").number(Runtime.getRuntime().availableProcessors());
        json.name("GOMEMLIMIT").number(Runtime.getRuntime().maxMemory());
        json.name("GOGC").string("").name("GODEBUG").string("");
        json.name("storageRetention").string(hub.retention()).endObject();
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "";
        }
    }
}
