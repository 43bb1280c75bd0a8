package dev.tributary.queryapi.loki.query;

import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.loki.json.LogqlJson;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** The answer of both query routes. */
final class LogResultReply {
    private LogResultReply() {
    }

    static Reply of(LogAnswer answer, boolean categorize) {
        return LokiReplies.success(answer.result().warnings(), json -> {
            json.beginObject();
            LogqlJson.write(answer.result().value(), categorize, json);
            LogStatsJson.write(answer, json);
            json.endObject();
        });
    }
}
