package dev.tributary.queryapi.search;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SearchRoutesTest {
    private static final String NAMES = "/api/v1/search/metric_names";
    private static final String DONE = "{\"status\":\"success\",\"has_more\":false}\n";
    private ApiFixture api = ApiFixture.start();

    SearchRoutesTest() {
        fill(api);
    }

    private static void fill(ApiFixture api) {
        TestWriter writer = api.writer();
        long now = ApiFixture.NOW_MILLIS;
        writer.sample(Labels.of("__name__", "node_memory_bytes", "job", "node"), now, 1);
        writer.sample(Labels.of("__name__", "node_cpu_seconds_total", "job", "node", "mode", "idle"), now, 1);
        writer.sample(Labels.of("__name__", "Memory", "job", "b", "cluster", "c2"), now, 1);
        writer.sample(Labels.of("__name__", "memory_of_yesterday", "job", "c"), now - 86_400_000, 1);
        writer.metadata(new MetricMetadata("node_memory_bytes", MetricType.GAUGE, "Memory.", "bytes"));
        writer.metadata(new MetricMetadata("Memory", MetricType.COUNTER, "", ""));
        writer.commit();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            NAMES + "|{\"results\":[{\"name\":\"Memory\"},{\"name\":\"node_cpu_seconds_total\"},"
                    + "{\"name\":\"node_memory_bytes\"}]}",
            NAMES + "?sort_by=alpha&sort_dir=dsc&search[]=node|{\"results\":[{\"name\":\"node_memory_bytes\"},"
                    + "{\"name\":\"node_cpu_seconds_total\"}]}",
            NAMES + "?search[]=memory&case_sensitive=false&sort_by=score|{\"results\":[{\"name\":\"Memory\"},"
                    + "{\"name\":\"node_memory_bytes\"}]}",
            NAMES + "?search[]=memory&start=0|{\"results\":[{\"name\":\"memory_of_yesterday\"},"
                    + "{\"name\":\"node_memory_bytes\"}]}",
            NAMES + "?search[]=nomatch|{\"results\":[]}",
            NAMES + "?search[]=Memory&include_score=true|{\"results\":[{\"name\":\"Memory\",\"score\":1}]}",
            NAMES + "?search[]=emory&include_score=true&fuzz_alg=jarowinkler&search[]=Mem|{\"results\":[{\"name\":"
                    + "\"Memory\",\"score\":1},{\"name\":\"node_memory_bytes\",\"score\":0.55}]}",
            NAMES + "?search[]=Menory&fuzz_alg=jarowinkler&fuzz_threshold=90|{\"results\":[{\"name\":\"Memory\"}]}",
            NAMES + "?search[]=emory&include_metadata=true|{\"results\":[{\"name\":\"Memory\",\"type\":\"counter\"},"
                    + "{\"name\":\"node_memory_bytes\",\"type\":\"gauge\",\"help\":\"Memory.\",\"unit\":\"bytes\"}]}",
            NAMES + "?match[]={job=\"node\"}&match[]={mode=\"idle\"}&search[]=cpu|{\"results\":[{\"name\":"
                    + "\"node_cpu_seconds_total\"}]}",
            "/api/v1/search/label_names?search[]=mo|{\"results\":[{\"name\":\"mode\"}]}",
            "/api/v1/search/label_names?match[]=Memory|{\"results\":[{\"name\":\"__name__\"},{\"name\":\"cluster\"},"
                    + "{\"name\":\"job\"}]}",
            "/api/v1/search/label_values?label=job&search[]=no|{\"results\":[{\"value\":\"node\"}]}",
            "/api/v1/search/label_values?label=nothing|{\"results\":[]}"})
    void hitsComeInOneLine(String address, String line) {
        HttpAnswer got = api.get(encoded(address));
        assertThat(got.body()).isEqualTo(line + "\n" + DONE);
        assertThat(got.header("Content-Type")).isEqualTo("application/x-ndjson; charset=utf-8");
    }

    @Test
    void linesHoldSoManyHitsAndTheLastTellsThatThereIsMore() {
        assertThat(api.get(NAMES + "?batch_size=1&limit=2").body())
                .isEqualTo("""
                           {"results":[{"name":"Memory"}]}
                           {"results":[{"name":"node_cpu_seconds_total"}]}
                           {"status":"success","has_more":true}
                           """);
        assertThat(api.get(NAMES + "?batch_size=2147483647&limit=3").body()).endsWith(DONE);
        assertThat(api.get(encoded(NAMES + "?limit=1&search[]=memory&case_sensitive=0&sort_by=score")).body())
                .isEqualTo("{\"results\":[{\"name\":\"Memory\"}]}\n{\"status\":\"success\",\"has_more\":true}\n");
    }

    @Test
    void aFormIsTaken() {
        assertThat(api.server().post(NAMES, "search%5B%5D=cpu").body()).contains("node_cpu_seconds_total");
    }

    @Test
    void onlyWhatTheAskerMaySeeIsFound() {
        api.close();
        api = ApiFixture.with().access(new ReadAccess(List.of(Matcher.equal("cluster", "c2")))).start();
        fill(api);
        assertThat(api.get(NAMES + "?include_metadata=1").body())
                .startsWith("{\"results\":[{\"name\":\"Memory\"").doesNotContain("node");
        assertThat(api.get("/api/v1/search/label_names").body()).doesNotContain("mode");
        assertThat(api.get("/api/v1/search/label_values?label=job").body())
                .isEqualTo("{\"results\":[{\"value\":\"b\"}]}\n" + DONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
            "?start=2&end=1|end timestamp must not be before start timestamp",
            "?match[]={a=\"\"}|match[] must contain at least one non-empty matcher",
            "?fuzz_threshold=101|invalid fuzz_threshold \\\"101\\\": must be 0-100",
            "?fuzz_threshold=x|invalid fuzz_threshold \\\"x\\\": must be 0-100",
            "?fuzz_alg=soundex|unsupported fuzz_alg \\\"soundex\\\": must be one of [subsequence jarowinkler]",
            "?case_sensitive=maybe|invalid case_sensitive \\\"maybe\\\": must be boolean",
            "?include_score=2|invalid include_score \\\"2\\\": must be boolean",
            "?include_metadata=2|invalid include_metadata \\\"2\\\": must be boolean",
            "?sort_dir=asc|sort_dir is only valid when sort_by is set",
            "?sort_by=score&sort_dir=asc|sort_dir is not supported for sort_by=score",
            "?sort_by=score|sort_by=score requires search[] to be set",
            "?sort_by=alpha&sort_dir=desc|invalid sort_dir \\\"desc\\\": must be \\\"asc\\\" or \\\"dsc\\\"",
            "?sort_by=size|invalid sort_by \\\"size\\\" for metric_names: must be \\\"alpha\\\" or \\\"score\\\"",
            "?limit=0|invalid limit \\\"0\\\": must be a positive integer",
            "?limit=10001|limit 10001 exceeds the maximum (10000)",
            "?batch_size=-1|invalid batch_size \\\"-1\\\": must be a positive integer"})
    void whatIsAskedWronglyIsRefusedBeforeTheFirstLine(String parameters, String error) {
        HttpAnswer got = api.get(encoded(NAMES + parameters));
        assertThat(got.body())
                .isEqualTo("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"" + error + "\"}");
        assertThat(got.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?label="})
    void valuesNeedALabel(String parameters) {
        assertThat(api.get("/api/v1/search/label_values" + parameters).body())
                .contains("missing required parameter \\\"label\\\"");
    }

    @Test
    void termsAreLimited() {
        assertThat(api.get(NAMES + "?" + "search[]=a&".repeat(33)).body())
                .contains("too many search[] terms: got 33, maximum is 32");
        assertThat(api.get(NAMES + "?search[]=" + "a".repeat(1025)).body()).contains("search[] term is too long");
    }

    @Test
    void theLimitsAreThoseOfTheConfiguration() {
        QueryLimits d = QueryLimits.DEFAULT;
        api.close();
        api = ApiFixture.with().limits(new QueryLimits(d.concurrentMax(), d.queuedMax(), d.lookupsMax(), d.timeout(),
                d.samplesMax(), d.bytesMax(), d.seriesMax(), d.pointsMax(), d.remoteReadSamplesMax(), d.lookbackDelta(),
                d.defaultSubqueryStep(), d.parallelism(), d.slowLogThreshold(), new SearchLimits(0, 1, 4),
                d.features())).start();
        fill(api);
        assertThat(api.get(NAMES + "?limit=20000&search[]=cpu").body()).endsWith(DONE);
        assertThat(api.get(NAMES + "?search[]=a&search[]=b").body()).contains("got 2, maximum is 1");
        assertThat(api.get(NAMES + "?search[]=memory").body()).contains("maximum is 4 characters");
    }

    private static String encoded(String address) {
        return address.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
    }
}
