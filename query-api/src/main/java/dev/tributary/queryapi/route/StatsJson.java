package dev.tributary.queryapi.route;

import java.util.function.ToLongFunction;

import dev.tributary.promql.QueryStats;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.query.QueryAnswer;

/** What a query cost, in the field {@code stats}. Times are seconds. */
final class StatsJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private StatsJson() {
    }

    static void write(QueryAnswer answer, JsonWriter json) {
        QueryStats stats = answer.result().stats();
        json.name("stats").beginObject().name("timings").beginObject();
        long inner = stats.evaluationNanos();
        seconds("evalTotalTime", stats.preparationNanos() + inner + stats.sortNanos(), json);
        seconds("resultSortTime", stats.sortNanos(), json);
        seconds("queryPreparationTime", stats.preparationNanos(), json);
        seconds("innerEvalTime", inner, json);
        seconds("execQueueTime", answer.queued().toNanos(), json);
        seconds("execTotalTime", answer.total().toNanos(), json);
        json.endObject().name("samples").beginObject();
        steps("totalQueryableSamplesPerStep", stats, QueryStats.Step::samplesTouched, json);
        json.name("totalQueryableSamples").number(stats.samplesTouched());
        steps("samplesReadPerStep", stats, QueryStats.Step::samplesRead, json);
        json.name("samplesRead").number(stats.samplesRead());
        json.name("peakSamples").number(stats.samplesPeak());
        json.endObject().endObject();
    }

    private static void steps(String name, QueryStats stats, ToLongFunction<QueryStats.Step> count, JsonWriter json) {
        if (stats.steps().isEmpty()) {
            return;
        }
        json.name(name).beginArray();
        for (QueryStats.Step step : stats.steps()) {
            json.beginArray().number(step.timeMillis() / 1000.0).number(count.applyAsLong(step)).endArray();
        }
        json.endArray();
    }

    private static void seconds(String name, long nanos, JsonWriter json) {
        json.name(name).number(nanos / NANOS_PER_SECOND);
    }
}
