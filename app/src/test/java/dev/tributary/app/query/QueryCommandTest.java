package dev.tributary.app.query;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class QueryCommandTest {
    private static final String VECTOR = """
                                         {"status":"success","data":{"resultType":"vector","result":[
                                         {"metric":{"__name__":"up","cluster":"east","job":"a,b"},"value":[1700000000.5,"1"]},
                                         {"metric":{"__name__":"up","cluster":"west"},"value":[1700000000.5,"+Inf"]},
                                         {"metric":{"cluster":"h"},"histogram":[1700000000.5,{"count":"3","sum":"4.5"}]}]},
                                         "warnings":["one cluster is late"],"infos":["might not be a counter"]}""";
    private static final String MATRIX = """
                                         {"status":"success","data":{"resultType":"matrix","result":[
                                         {"metric":{"cluster":"east"},"values":[[1700000000,"1"],[1700000015,"2"],[1700000030,"4"]]},
                                         {"metric":{"cluster":"west"},"values":[[1700000000,"4"],[1700000030,"NaN"]]}]}}""";

    private final CapturedConsole console = new CapturedConsole();

    @Test
    void vectorIsATableWithOneColumnForEachLabel() {
        ask(200, VECTOR, "instant", "up");
        assertThat(console.out().lines()).containsExactly(//
                "__name__  cluster  job  value", //
                "up        east     a,b  1", //
                "up        west          +Inf", //
                "          h             count 3 sum 4.5");
        assertThat(console.err()).contains("warning: one cluster is late", "info: might not be a counter");
    }

    @Test
    void vectorThatDoesNotFitTheTerminalNamesItsSeriesInOneColumn() {
        CapturedConsole narrow = new CapturedConsole(true, 40);
        ask(narrow, 200, VECTOR.replace("a,b", "a-job-with-a-very-long-name-indeed"), "instant", "up");
        assertThat(narrow.out().lines()).startsWith("value            series",
                "1                up{cluster=\"east\", job=\"a-job-with-a-very-long-name-indeed\"}");
    }

    @Test
    void csvQuotesWhatNeedsQuotes() {
        ask(200, VECTOR, "instant", "--output", "csv", "up");
        assertThat(console.out().lines()).contains("__name__,cluster,job,time,value",
                "up,east,\"a,b\",2023-11-14T22:13:20.500Z,1");
    }

    @Test
    void jsonIsTheAnswerAsItCame() {
        ask(200, VECTOR, "instant", "-o", "json", "up");
        assertThat(console.out()).isEqualTo(VECTOR + "\n");
    }

    @Test
    void expressionAndTimeTravelInTheForm() {
        String asked = ask(200, VECTOR, "instant", "--time", "2023-11-14T22:13:20.5Z", "a + b");
        assertThat(asked).startsWith("POST /api/v1/query query=a + b&time=1700000000.500 ");
    }

    @Test
    void rangeIsASummaryForAPipe() {
        String asked = ask(200, MATRIX, "range", "--start", "1700000000", "--end", "1700000030", "--step", "15s", "x");
        assertThat(asked)
                .startsWith("POST /api/v1/query_range query=x&start=1700000000.000&end=1700000030.000&step=15.0 ");
        assertThat(console.out().lines().toList()).satisfiesExactly(//
                heading -> assertThat(heading).startsWith("cluster  points  min   avg   max   last  course"), //
                east -> assertThat(east).startsWith("east     3       1.00  2.33  4.00  4     ▁").endsWith("█"), //
                west -> assertThat(west).startsWith("west     2       4.00  4.00  4.00  NaN   ▅"));
    }

    @Test
    void rangeIsAChartOnATerminal() {
        CapturedConsole terminal = new CapturedConsole(true, 60);
        ask(terminal, 200, MATRIX, "range", "--start", "1700000000", "--end", "1700000030", "--step", "15s", "x");
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).hasSize(15);
        assertThat(lines.getFirst()).startsWith("      4.00 ┤");
        assertThat(lines.get(11)).startsWith("      1.00 ┤");
        assertThat(lines.get(12)).contains("22:13:20").endsWith("22:13:50 UTC");
        assertThat(lines.get(13)).contains("\u001b[36m──\u001b[0m {cluster=\"east\"}  4");
        assertThat(withoutColours(lines.getFirst())).hasSize(59);
    }

    @Test
    void chartOnAPipeHasNoColours() {
        ask(200, MATRIX, "range", "-o", "chart", "--start", "1700000000", "--end", "1700000030", "x");
        assertThat(console.out()).contains("┤").doesNotContain("\u001b");
    }

    @Test
    void seriesPrintsOneSelectorPerLine() {
        String asked = ask(200, "{\"status\":\"success\",\"data\":[{\"__name__\":\"up\",\"job\":\"a\"}]}", "series",
                "up",
                "x{a=\"b\"}");
        assertThat(console.out()).isEqualTo("up{job=\"a\"}\n");
        assertThat(asked).startsWith("POST /api/v1/series start=").contains("&match[]=up&match[]=x{a=\"b\"} ");
    }

    @Test
    void labelValuesAreAskedByGetAndOddNamesEscaped() {
        String asked = ask(200, "{\"status\":\"success\",\"data\":[\"eu\",\"us\"]}", "labels", "--match", "up",
                "geo.area");
        assertThat(console.out()).isEqualTo("eu\nus\n");
        assertThat(asked).startsWith("GET /api/v1/label/U__geo_2e_area/values?start=").contains("match%5B%5D=up");
    }

    @Test
    void refusedQueryFailsWithTheServersWords() {
        int code = code(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error: no\"}",
                "instant",
                "up)");
        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).isEqualTo("tributary: bad_data: 1:3: parse error: no\n");
    }

    @Test
    void serverWithoutTheApiIsNamed() {
        assertThat(code(404, "<html>not here</html>", "instant", "up")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("answered 404 and no Prometheus API: <html>not here</html>");
    }

    @Test
    void unreachableServerComesWithARemedy() {
        assertThat(console.run("query", "instant", "--server", "http://127.0.0.1:1", "up")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("cannot reach http://127.0.0.1:1.", "tributary demo");
    }

    @Test
    void badArgumentsAreUsageErrorsAndAskNobody() {
        for (String[] arguments : new String[][]{{"instant"}, {"instant", "--time", "soon", "up"},
                {"instant", "--output", "chart", "up"}, {"instant", "--output", "xml", "up"},
                {"range", "--start", "now", "--end", "now-1h", "up"}, {"range", "--step", "0s", "up"},
                {"range", "--step", "1 day", "up"}, {"instant", "--server", "ftp://x", "up"}, {"series"}}) {
            assertThat(code(500, "", arguments)).as(String.join(" ", arguments)).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void tokenFileAndHeadersAreSent(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        String asked = ask(200, VECTOR, "instant", "--bearer-token-file", token.toString(), "--header", "X-Scope=a",
                "up");
        assertThat(asked).containsIgnoringCase("authorization=[Bearer s3cret]").containsIgnoringCase("X-Scope=[a]");
    }

    @Test
    void anAddressWithoutSchemeIsHttp() {
        try (CannedApi api = new CannedApi(200, VECTOR)) {
            String bare = api.url().substring("http://".length());
            assertThat(console.run("query", "instant", "--server", bare, "up")).isEqualTo(ExitCode.OK);
        }
        for (String wrong : List.of("ftp://hub", "http://", "a b")) {
            CapturedConsole other = new CapturedConsole();
            assertThat(other.run("query", "instant", "--server", wrong, "up")).isEqualTo(ExitCode.USAGE);
            assertThat(other.err()).contains("'" + wrong + "' is no address; write it like http://127.0.0.1:9060")
                    .contains("See: tributary query instant --help").doesNotContain("Usage:");
        }
    }

    @Test
    void aMissingCredentialAndTheWrongSchemeSayWhatToTry() {
        assertThat(code(401, "no credential", "instant", "up")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("no credential (--bearer-token-file FILE");
        URI https = URI.create("https://hub:9060");
        assertThat(ConnectionProblem.text(https, new SSLException("Unrecognized SSL message, plaintext connection?")))
                .isEqualTo("https://hub:9060 answers, but without TLS; write http:// instead");
        assertThat(ConnectionProblem.text(https, new SSLException("(certificate_unknown) PKIX path building failed")))
                .contains("--ca-file FILE");
        assertThat(ConnectionProblem.text(https, new SSLException("Received fatal alert: certificate_required")))
                .contains("--cert-file and --key-file");
        assertThat(ConnectionProblem.text(URI.create("http://hub:9060"),
                new IOException("HTTP/1.1 header parser received no bytes"))).contains("write https:// instead");
    }

    @Test
    void filesForTlsThatCannotBeUsedAreNamed(@TempDir Path folder) throws IOException {
        Path none = folder.resolve("none.pem");
        assertThat(code(200, VECTOR, "instant", "--ca-file", none.toString(), "up")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("--ca-file: " + none + ": no such file or directory");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        assertThat(code(200, VECTOR, "instant", "--cert-file", text.toString(), "up")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("--cert-file and --key-file belong together");
        assertThat(code(200, VECTOR, "instant", "--cert-file", text.toString(), "--key-file", text.toString(), "up"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("are no certificate and its key in PKCS#8");
    }

    @Test
    void aClusterThatIsNotThereIsNamed() {
        try (CannedApi api = new CannedApi(200, "{\"status\":\"success\",\"data\":[\"east\",\"west\"]}")) {
            PrometheusClient client = new PrometheusClient(URI.create(api.url()), Map.of(), Duration.ofMinutes(1),
                    null);
            assertThat(UnknownCluster.in("up{job=\"a\", cluster = \"wset\"}", client))
                    .contains("no cluster is called wset; there are east, west");
            assertThat(UnknownCluster.in("up{cluster=\"west\"}", client)).isEmpty();
            assertThat(UnknownCluster.in("up{exported_cluster=\"wset\"}", client)).isEmpty();
            assertThat(UnknownCluster.in("up{cluster=~\"w.*\"}", client)).isEmpty();
        }
    }

    private static String withoutColours(String line) {
        return line.replaceAll("\u001b\\[[0-9]+m", "");
    }

    private String ask(int status, String answer, String... arguments) {
        return ask(console, status, answer, arguments);
    }

    private static String ask(CapturedConsole console, int status, String answer, String... arguments) {
        try (CannedApi api = new CannedApi(status, answer)) {
            assertThat(console.run(line(api, arguments))).as(console.err()).isEqualTo(ExitCode.OK);
            return api.lastAsked();
        }
    }

    private int code(int status, String answer, String... arguments) {
        try (CannedApi api = new CannedApi(status, answer)) {
            return console.run(line(api, arguments));
        }
    }

    private static String[] line(CannedApi api, String... arguments) {
        List<String> line = new ArrayList<>(List.of("query", arguments[0], "--server", api.url()));
        line.addAll(List.of(arguments).subList(1, arguments.length));
        return line.toArray(String[]::new);
    }
}
