package dev.tributary.queryapi.access;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NarrowedReaderTest {
    private final ApiFixture api = ApiFixture.with()
            .access(new ReadAccess(List.of(Matcher.equal("cluster", "mine")))).start();

    @BeforeEach
    void write() {
        TestWriter writer = api.writer();
        for (String cluster : List.of("mine", "theirs")) {
            Labels labels = Labels.of("__name__", cluster + "_total", "cluster", cluster, "only_" + cluster, "x");
            writer.sample(labels, ApiFixture.NOW_MILLIS, 1);
            writer.exemplar(labels, new Exemplar(Labels.of("trace_id", cluster), 1, ApiFixture.NOW_MILLIS));
            writer.metadata(new MetricMetadata(cluster, MetricType.COUNTER, "help of " + cluster, ""));
        }
        writer.commit();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void noRouteShowsWhatBelongsToOthers() {
        for (String path : List.of("/api/v1/query?query=%7B__name__!=%22%22%7D",
                "/api/v1/query?query=%7Bcluster=~%22mine%7Ctheirs%22%7D",
                "/api/v1/query_range?query=%7B__name__!=%22%22%7D&start=1700000000&end=1700000000&step=1",
                "/api/v1/series?match[]=%7B__name__!=%22%22%7D", "/api/v1/labels", "/api/v1/label/cluster/values",
                "/api/v1/label/__name__/values", "/api/v1/metadata",
                "/api/v1/query_exemplars?query=%7B__name__!=%22%22%7D", "/api/v1/status/tsdb")) {
            assertThat(api.get(path).body()).as(path).contains("mine").doesNotContain("theirs");
        }
        assertThat(api.get("/api/v1/series?match[]=%7Bcluster=%22theirs%22%7D").body()).contains("\"data\":[]");
    }
}
