package dev.tributary.queryapi.status;

import java.util.List;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.port.StorageStatus;

/**
 * {@code /api/v1/status/tsdb/blocks}: the store's days in the form of Prometheus' blocks. Samples and chunks of a block are
 * left out, as Prometheus leaves out what is 0: the store does not count them.
 */
public final class TsdbBlocksRoute implements Endpoint {
    private final StorageStatus storage;

    public TsdbBlocksRoute(StorageStatus storage) {
        this.storage = storage;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/tsdb/blocks", Work.LIGHT, "The days that the store holds, as blocks.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        FullView.require(request, "the list of blocks");
        List<StorageStatus.Block> blocks = storage.blocks();
        return Reply.data(json -> {
            json.beginObject().name("blocks").beginArray();
            blocks.forEach(block -> write(block, json));
            json.endArray().endObject();
        });
    }

    private static void write(StorageStatus.Block block, JsonWriter json) {
        json.beginObject().name("ulid").string(block.id()).name("minTime").number(block.minMillis()).name("maxTime")
                .number(block.endMillis());
        json.name("stats").beginObject().name("numSeries").number(block.series()).endObject();
        json.name("compaction").beginObject().name("level").number(1).name("sources").strings(List.of(block.id()))
                .endObject();
        json.name("version").number(1).endObject();
    }
}
