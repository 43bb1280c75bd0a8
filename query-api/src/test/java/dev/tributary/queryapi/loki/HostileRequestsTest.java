package dev.tributary.queryapi.loki;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.Labels;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.LokiFixture;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.tributary.queryapi.testing.LokiFixture.NOW_NANOS;
import static dev.tributary.queryapi.testing.LokiFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is asked, the answer is a result or says what is wrong with the question. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostileRequestsTest {
    private static final List<String> ROUTES = List.of("query", "query_range", "labels", "label", "label/app/values",
            "label/%00/values", "series", "index/stats", "index/volume", "index/volume_range", "detected_labels",
            "detected_fields", "detected_field/app/values", "patterns", "format_query", "tail", "delete");
    private static final List<String> NAMES = List.of("query", "start", "end", "since", "time", "limit", "line_limit",
            "field_limit", "direction", "step", "interval", "match[]", "match", "targetLabels", "aggregateBy",
            "delay_for", "request_id");
    private static final List<String> QUERIES = List.of("{app=\"web\"}", "{app=~\".+\"} |= \"\" | json | logfmt",
            "sum by (app) (rate({app=~\".+\"}[1m]))", "{app=~\"(a*)*b\"}",
            "{app=~\"(((((x{1,100}){1,100}){1,100})))\"}",
            "{app=\"web\"} | line_format \"{{range $i := .x}}{{end}}\"",
            "{app=\"web\"} | line_format `{{ repeat 999999999 \"x\" }}`",
            "{app=\"web\"} | regexp \"(?P<a>.*)(?P<a>.*)\"", "quantile_over_time(NaN, {app=\"web\"} | unwrap x [1s])",
            "topk(9999999999, count_over_time({app=\"web\"}[1000y]))", "{".repeat(3000), "(".repeat(3000),
            "\0\u0001{app=\"web\"}", "{app=\"\\xff\\x00\"}", "count_over_time({app=\"web\"}[1ns])",
            "vector(1) / vector(0)", "1e999 - 1e999", "{app=\"web\"} |> \"<_><_>\"", "{}", "");
    private static final List<String> VALUES = List.of("", "0", "-1", "1", "100", "5000", "99999999999999999999",
            "1700000000", "1699999900000000000", "9223372036854775807", "-9223372036854775808", "1e308", "-1e308.",
            "NaN", "NaN.", "Inf.", "1.7e9.", "0.0000001", "1ns", "1y", "9999999y", "\0", "\u00e9\ud83d\ude00", "app,,",
            "labels", "forward", "2023-11-14T22:13:20Z", "9999-12-31T23:59:59.999999999Z", "0000-01-01T00:00:00Z");

    private final LokiFixture loki = LokiFixture.start();

    @AfterEach
    void close() {
        loki.close();
    }

    @Seeded(runs = 20)
    void nothingIsOurOwnFault(Random random) {
        loki.writer().entry(Labels.of("app", "web"), NOW_NANOS - SECOND, "x=1 \0 \u00e9 {\"a\":[").commit();
        for (int i = 0; i < 25; i++) {
            List<String> asked = new ArrayList<>();
            if (random.nextInt(10) > 0) {
                asked.addAll(List.of("query", QUERIES.get(random.nextInt(QUERIES.size()))));
            }
            for (int parameters = random.nextInt(5); parameters > 0; parameters--) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                List<String> from = name.startsWith("match") ? QUERIES : VALUES;
                asked.addAll(List.of(name, from.get(random.nextInt(from.size()))));
            }
            String address = ApiFixture.url("/loki/api/v1/" + ROUTES.get(random.nextInt(ROUTES.size())),
                    asked.toArray(String[]::new));
            HttpAnswer got = loki.server().get(address);
            assertThat(got.status()).as(() -> address + " " + got.body()).isIn(200, 400, 403, 405);
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        for (String address : List.of("/loki/api/v1/query?query=%ff%fe", "/loki/api/v1/query_range?query=%7Bapp=%22%ff",
                "/loki/api/v1/tail?query=%ff", "/loki/api/v1/label/%ff/values")) {
            assertThat(loki.server().get(address).status()).as(address).isEqualTo(400);
        }
        HttpAnswer binary = loki.server().request("POST", "/loki/api/v1/query_range",
                Map.of("Content-Type", "application/x-www-form-urlencoded"), "query=%00\u0001\u0002&limit=%x");
        assertThat(binary.status()).isEqualTo(400);
    }
}
