package dev.tributary.queryapi.loki.query;

import dev.tributary.logql.QueryStats;
import dev.tributary.queryapi.json.JsonWriter;

/**
 * What a query cost, in the field {@code stats}. Loki fills it by components of a distributed system; here one store
 * answers, so its figures stand in {@code summary} and {@code querier}, and the other components report nothing.
 */
final class LogStatsJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private LogStatsJson() {
    }

    static void write(LogAnswer answer, JsonWriter json) {
        QueryStats stats = answer.result().stats();
        json.name("stats").beginObject().name("summary").beginObject();
        json.name("bytesProcessedPerSecond").number(perSecond(stats.bytesProcessed(), stats));
        json.name("linesProcessedPerSecond").number(perSecond(stats.linesProcessed(), stats));
        json.name("totalBytesProcessed").number(stats.bytesProcessed());
        json.name("totalLinesProcessed").number(stats.linesProcessed());
        json.name("execTime").number(stats.execNanos() / NANOS_PER_SECOND);
        json.name("queueTime").number(answer.queued().toNanos() / NANOS_PER_SECOND);
        json.name("subqueries").number(0).name("totalEntriesReturned").number(stats.entriesReturned());
        json.name("splits").number(0).name("shards").number(0);
        json.name("totalPostFilterLines").number(stats.linesKept());
        json.name("totalStructuredMetadataBytesProcessed").number(stats.metadataBytes()).endObject();
        querier(stats, json);
        json.name("ingester").beginObject();
        json.name("totalReached").number(0).name("totalChunksMatched").number(0).name("totalBatches").number(0);
        json.name("totalLinesSent").number(0).endObject();
        json.name("cache").beginObject().endObject().name("index").beginObject();
        json.name("totalStreams").number(stats.streams()).endObject().endObject();
    }

    private static void querier(QueryStats stats, JsonWriter json) {
        json.name("querier").beginObject().name("store").beginObject().name("chunk").beginObject();
        json.name("decompressedBytes").number(stats.bytesProcessed());
        json.name("decompressedLines").number(stats.linesProcessed());
        json.name("postFilterLines").number(stats.linesKept());
        json.name("decompressedStructuredMetadataBytes").number(stats.metadataBytes());
        json.endObject().endObject().endObject();
    }

    private static long perSecond(long count, QueryStats stats) {
        return stats.execNanos() <= 0 ? 0 : (long) (count * NANOS_PER_SECOND / stats.execNanos());
    }
}
