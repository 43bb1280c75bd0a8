package dev.tributary.collector.federate;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The URL and headers of a request for a federation page. */
final class FederateRequest {
    /** Protobuf first: only there are native histograms. Every item asks for names as they are, in UTF-8. */
    private static final String ACCEPT = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;escaping=allow-utf-8;q=0.6,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;escaping=allow-utf-8;q=0.4";

    private FederateRequest() {
    }

    static URI uri(URI page, List<String> selectors, Map<String, List<String>> params) {
        StringBuilder query = new StringBuilder();
        selectors.forEach(selector -> append(query, "match[]", selector));
        params.forEach((name, values) -> values.forEach(value -> append(query, name, value)));
        return query.isEmpty() ? page : URI.create(page + "?" + query);
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&").append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    static Map<String, String> headers(Duration timeout, boolean compression) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", ACCEPT);
        headers.put("Accept-Encoding", compression ? "gzip" : "identity");
        headers.put("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(timeout.toMillis() / 1e3));
        return headers;
    }
}
