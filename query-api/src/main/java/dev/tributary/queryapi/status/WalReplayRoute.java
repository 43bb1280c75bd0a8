package dev.tributary.queryapi.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.StorageStatus;

/** {@code /api/v1/status/walreplay}: how far the store has read its log. Answers also while the hub is not ready. */
public final class WalReplayRoute implements Endpoint {
    private final StorageStatus storage;

    public WalReplayRoute(StorageStatus storage) {
        this.storage = storage;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/walreplay", Work.LIGHT, "How far the store has read its log at the start.")
                .whileNotReady();
    }

    @Override
    public Reply answer(ApiRequest request) {
        StorageStatus.Replay replay = storage.replay();
        return Reply.data(json -> json.beginObject().name("min").number(replay.min()).name("max").number(replay.max())
                .name("current").number(replay.current()).endObject());
    }
}
