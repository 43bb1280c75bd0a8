package dev.tributary.collector.heal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.upstream.ExternalLabels;
import dev.tributary.collector.upstream.UpstreamApi;
import dev.tributary.collector.upstream.UpstreamException;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Reads by instant queries of range selectors, for servers whose remote read is shut off: samples come with their own times
 * and exact values, but without stale markers, and native histograms cannot be had.
 */
final class RangeQuery implements GapReader {
    private static final long WINDOW_MILLIS_MAX = Duration.ofMinutes(1).toMillis();

    private final UpstreamApi api;
    private final Selectors selectors;
    private final SeriesRules rules;
    private final JsonFactory json = new JsonFactory();
    private Labels external = Labels.EMPTY;

    RangeQuery(UpstreamApi api, Selectors selectors, SeriesRules rules) {
        this.api = api;
        this.selectors = selectors;
        this.rules = rules;
    }

    @Override
    public String method() {
        return "query";
    }

    @Override
    public long windowMillisMax() {
        return WINDOW_MILLIS_MAX;
    }

    @Override
    public Future<Long> read(Gap window, ReplicaShare share, Outflow outflow) {
        HealSink sink = new HealSink(rules, window, share, outflow.collector());
        return ExternalLabels.of(api).compose(labels -> {
            external = labels;
            return read(window, outflow, sink, selectors.textsWithin(window.range()), 0);
        }).map(_ -> sink.samples());
    }

    private Future<Void> read(Gap window, Outflow outflow, HealSink sink, List<String> texts, int at) {
        if (at == texts.size()) {
            return outflow.finish();
        }
        String query = texts.get(at) + "[" + (window.toMillis() - window.fromMillis()) + "ms]";
        return api.fetch("/api/v1/query", "query", query, "time", Double.toString(window.toMillis() / 1e3))
                .compose(body -> {
                    try {
                        take(body, sink);
                    } catch (IOException e) {
                        return Future
                                .failedFuture(new UpstreamException(0, "the answer is no JSON: " + e.getMessage()));
                    }
                    return outflow.drain();
                }).compose(_ -> read(window, outflow, sink, texts, at + 1));
    }

    /** Passes over everything but {@code metric} and {@code values} of each result. */
    private void take(Buffer body, HealSink sink) throws IOException {
        LabelSlices slices = new LabelSlices();
        try (JsonParser in = json.createParser(body.getBytes())) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.FIELD_NAME && in.currentName().equals("metric")) {
                    slices.set(labels(in));
                    sink.series(slices);
                } else if (token == JsonToken.FIELD_NAME && in.currentName().equals("values")) {
                    values(in, sink);
                }
            }
        }
    }

    private Labels labels(JsonParser in) throws IOException {
        Map<String, String> labels = new HashMap<>(external.toMap());
        in.nextToken();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            labels.put(in.currentName(), String.valueOf(in.nextTextValue()));
        }
        return Labels.copyOf(labels);
    }

    private static void values(JsonParser in, HealSink sink) throws IOException {
        in.nextToken();
        while (in.nextToken() == JsonToken.START_ARRAY) {
            in.nextToken();
            long millis = in.getDecimalValue().movePointRight(3).longValue();
            sink.sample(millis, number(String.valueOf(in.nextTextValue())), 0);
            in.nextToken();
        }
    }

    private static double number(String text) throws IOException {
        try {
            return switch (text) {
                case "NaN" -> Double.longBitsToDouble(0x7ff8000000000001L);
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw new IOException("'" + text + "' is no number", e);
        }
    }
}
