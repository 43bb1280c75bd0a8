package dev.tributary.app.hub;

import java.util.List;
import java.util.stream.Stream;

import dev.tributary.app.page.HubPage;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** What the OpenAPI description says of routes that are not the query API's own. A test holds it against the router. */
final class DescribedRoutes {
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";
    private static final String PROTOBUF = "application/x-protobuf";

    private static final List<RouteSpec> PROCESS = List.of(
            RouteSpec.get("/-/healthy", Work.LIGHT, "200 while the process runs.").whileNotReady()
                    .methods("GET", "HEAD").content("", PLAIN),
            RouteSpec.get("/-/ready", Work.LIGHT, "200 when the hub takes writes and answers reads, 503 before.")
                    .whileNotReady().methods("GET", "HEAD").content("", PLAIN),
            RouteSpec.postOrPut("/-/reload", Work.LIGHT,
                    "Reads the configuration again; from the hub's own machine only.").content("", PLAIN),
            RouteSpec.postOrPut("/-/optimise", Work.LIGHT,
                    "Brings the store into its smallest form now; from the hub's own machine only.").methods("POST")
                    .content("", PLAIN),
            RouteSpec.get("/metrics", Work.LIGHT, "The hub's own metrics.").whileNotReady().content("", PLAIN),
            RouteSpec.get("/api/v1/write", Work.LIGHT, "Remote write 1.0 and 2.0, snappy-compressed.").methods("POST")
                    .content(PROTOBUF, ""),
            RouteSpec
                    .get("/api/v1/otlp/v1/metrics", Work.LIGHT,
                            "OTLP metrics in protobuf or JSON, plain, gzip, snappy or zstd.")
                    .methods("POST").content(PROTOBUF, PROTOBUF),
            RouteSpec.get("/loki/api/v1/push", Work.LIGHT,
                    "Log lines as Loki takes them: protobuf in a snappy block; JSON plain, gzip, deflate or snappy.")
                    .methods("POST").content(PROTOBUF, ""),
            RouteSpec.get("/api/prom/push", Work.LIGHT, "The same under its old path.").methods("POST")
                    .content(PROTOBUF, ""),
            RouteSpec.get("/otlp/v1/logs", Work.LIGHT, "OTLP logs in protobuf or JSON, plain, gzip, snappy or zstd.")
                    .methods("POST").content(PROTOBUF, PROTOBUF));

    static final List<RouteSpec> ALL = Stream
            .of(PROCESS.stream(), HubPage.ADDRESSES.stream().map(DescribedRoutes::page),
                    HubPage.PARTS.stream().map(DescribedRoutes::part))
            .flatMap(routes -> routes).toList();

    private static RouteSpec page(String address) {
        return RouteSpec.get(address, Work.LIGHT, "The hub's page for a browser; with g0.expr it shows an expression.")
                .whileNotReady().content("", HTML);
    }

    private static RouteSpec part(String address) {
        return RouteSpec.get(address, Work.LIGHT, "A part of the hub's page.").whileNotReady()
                .content("", HubPage.type(address));
    }

    private DescribedRoutes() {
    }
}
