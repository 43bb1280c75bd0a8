package dev.tributary.app.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The chart, linted and rendered by a real helm. */
class HelmIT {
    private static final String CHART = Path.of("..", "deploy", "helm", "tributary").toString();

    private String helm = "";

    @TempDir
    Path folder;

    @BeforeEach
    void find() {
        helm = Stream.concat(Stream.of(String.valueOf(System.getenv("HELM"))),
                Arrays.stream(String.valueOf(System.getenv("PATH")).split(":")).map(path -> path + "/helm"))
                .filter(path -> Files.isExecutable(Path.of(path)) && !Files.isDirectory(Path.of(path))).findFirst()
                .orElse("");
        assumeTrue(!helm.isEmpty(), "skipped: helm is missing (on the PATH, or named by HELM)");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(helm));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private Manifests rendered(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("template", "tributary", CHART, "--namespace", "obs",
                "--kube-version", "1.31.0"));
        arguments.addAll(List.of(more));
        return new Manifests(run(arguments.toArray(String[]::new)), folder);
    }

    @Test
    void lintFindsNothing() throws Exception {
        assertThat(run("lint", "--strict", CHART)).contains("0 chart(s) failed");
    }

    @Test
    void theDefaultsFitTogether() throws Exception {
        Manifests manifests = rendered();
        manifests.assertWorkloadsFitTogether();
        assertThat(manifests.ofKind("StatefulSet")).hasSize(2);
        assertThat(manifests.ofKind("ClusterRole")).hasSize(1);
    }

    @Test
    void aClusterThatOnlySendsRunsACollectorAlone() throws Exception {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
                                                                       hub: {enabled: false}
                                                                       collector:
                                                                         cluster: us-east
                                                                         rbac: {create: false}
                                                                         storage: {storageClassName: fast}
                                                                         config:
                                                                           http: {access_log: true}
                                                                           identity_labels: {region: us}
                                                                           federate_configs: []
                                                                           scrape_configs:
                                                                           - job_name: pods
                                                                             kubernetes_sd_configs: [{role: pod}]
                                                                         nodeSelector: {pool: infra}
                                                                       """);
        Manifests manifests = rendered("--values", values.toString());
        manifests.assertWorkloadsFitTogether();
        assertThat(manifests.ofKind("StatefulSet")).singleElement().satisfies(workload -> {
            assertThat(workload.at("/spec/template/spec/nodeSelector/pool").asText()).isEqualTo("infra");
            assertThat(workload.at("/spec/volumeClaimTemplates/0/spec/storageClassName").asText()).isEqualTo("fast");
        });
        assertThat(manifests.ofKind("ClusterRole")).isEmpty();
        assertThat(manifests.ofKind("ConfigMap")).singleElement().satisfies(map -> assertThat(
                map.at("/data/collector.yml").asText()).contains("cluster: us-east", "listen: :9061",
                        "access_log: true", "region: us"));
    }
}
