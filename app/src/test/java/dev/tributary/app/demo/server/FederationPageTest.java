package dev.tributary.app.demo.server;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.app.demo.server.SimulatedPrometheus.Sample;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class FederationPageTest {
    private static final List<Sample> SAMPLES = List.of(
            new Sample(Labels.of("__name__", "a_total", "instance", "x:1", "job", "j", "path", "C:\\a \"b\"\n"),
                    1_700_000_000_123L, 12.5),
            new Sample(Labels.of("__name__", "a_total", "prometheus", "own"), 1_700_000_000_124L, Double.NaN),
            new Sample(Labels.of("__name__", "b"), 1_700_000_000_125L, 1e21));

    @Test
    void textIsWhatPrometheusWrites() {
        FederationPage page = new FederationPage(SAMPLES, Labels.of("prometheus", "monitoring/k8s"));
        assertThat(new String(page.text(), StandardCharsets.UTF_8).lines()).containsExactly(//
                "# TYPE a_total untyped",
                "a_total{instance=\"x:1\",job=\"j\",path=\"C:\\\\a \\\"b\\\"\\n\",prometheus=\"monitoring/k8s\"} 12.5 1700000000123",
                "a_total{prometheus=\"own\",instance=\"\"} NaN 1700000000124", //
                "# TYPE b untyped", //
                "b{prometheus=\"monitoring/k8s\",instance=\"\"} 1e+21 1700000000125");
    }
}
