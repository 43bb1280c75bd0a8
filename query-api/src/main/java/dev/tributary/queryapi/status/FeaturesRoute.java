package dev.tributary.queryapi.status;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.promql.Features;
import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.function.Signatures;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.search.FuzzyAlgorithm;

/** {@code /api/v1/features}: what is on, under the names Prometheus gives the parts; a name not listed is off. */
public final class FeaturesRoute implements Endpoint {
    private static final List<String> ALWAYS_ON = List.of("at_modifier", "bool", "by", "duration_expr", "group_left",
            "group_right", "ignoring", "negative_offset", "offset", "on", "per_query_lookback_delta", "subqueries",
            "without");
    private static final List<String> API_ON = List.of("exclude_alerts", "label_values_match", "lifecycle",
            "openapi_3.1",
            "otlp_write_receiver", "query_stats", "query_warnings", "remote_write_receiver", "search",
            "time_range_labels", "time_range_series");
    private static final List<String> MATCHERS = List.of("=~", "!~", "@");

    private final Map<String, Map<String, Boolean>> features = new TreeMap<>();
    private final HubInfo hub;

    /**
     * The features of this hub.
     *
     * @param language which experimental parts of PromQL are on
     * @param names    further features that are on, in the words of {@code --enable-feature}
     * @param admin    whether the administration of the store is on
     */
    public FeaturesRoute(HubInfo hub, ParseOptions language, List<String> names, boolean admin) {
        this.hub = hub;
        API_ON.forEach(name -> put("api", name, true));
        put("api", "admin", admin);
        for (FuzzyAlgorithm algorithm : FuzzyAlgorithm.values()) {
            put("api", "search_fuzz_alg_" + algorithm.text(), true);
        }
        ALWAYS_ON.forEach(name -> put("promql", name, true));
        put("promql", "anchored", language.extendedRangeSelectors());
        put("promql", "smoothed", language.extendedRangeSelectors());
        for (String fill : List.of("fill", "fill_left", "fill_right")) {
            put("promql", fill, language.fillModifiers());
        }
        put("promql", "delayed_name_removal", names.contains(Features.DELAYED_NAME_REMOVAL));
        put("promql", "per_step_stats", names.contains(Features.PER_STEP_STATS));
        put("promql", "type_and_unit_labels", names.contains(Features.TYPE_AND_UNIT_LABELS));
        for (FunctionSignature function : Signatures.all()) {
            put("promql_functions", function.name(), !function.experimental() || language.experimentalFunctions());
        }
        for (BinaryOperator operator : BinaryOperator.values()) {
            put("promql_operators", operator.symbol(), true);
        }
        MATCHERS.forEach(symbol -> put("promql_operators", symbol, true));
        for (Aggregation operation : Aggregation.values()) {
            put("promql_operators", operation.keyword(),
                    !operation.isExperimental() || language.experimentalFunctions());
        }
        put("prometheus", "server_mode", true);
        put("rules", "keep_firing_for", true);
        put("rules", "query_offset", true);
        put("tsdb", "native_histograms", true);
        put("tsdb", "exemplar_storage", true);
    }

    private void put(String category, String name, boolean on) {
        features.computeIfAbsent(category, _ -> new TreeMap<>()).put(name, on);
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/features", Work.LIGHT, "What is on.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        return Reply.data(json -> {
            json.beginObject();
            // Ingestion may be configured anew while the hub runs.
            json.name("otlp_receiver").beginObject().name("delta_conversion").bool(hub.addsUpDeltas()).endObject();
            features.forEach((category, names) -> {
                json.name(category).beginObject();
                names.forEach((name, on) -> json.name(name).bool(on));
                json.endObject();
            });
            json.endObject();
        });
    }
}
