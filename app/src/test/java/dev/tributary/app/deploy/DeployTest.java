package dev.tributary.app.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The files below deploy/ that need no tool to be checked. */
class DeployTest {
    private static final Path DEPLOY = Path.of("..", "deploy");

    @TempDir
    Path folder;

    private static String read(String file) throws IOException {
        return Files.readString(DEPLOY.resolve(file));
    }

    @Test
    void theHubsManifestFitsTogether() throws IOException {
        new Manifests(read("kubernetes/hub.yaml"), folder).assertWorkloadsFitTogether();
    }

    @Test
    void theCollectorsManifestFitsTogetherAndMayReadWhatItDiscovers() throws IOException {
        Manifests manifests = new Manifests(read("kubernetes/collector.yaml"), folder);
        manifests.assertWorkloadsFitTogether();
        Set<String> readable = new TreeSet<>();
        for (JsonNode rule : manifests.ofKind("ClusterRole").getFirst().path("rules")) {
            rule.path("resources").forEach(resource -> readable.add(resource.asText()));
            rule.path("verbs").forEach(verb -> assertThat(verb.asText()).isIn("get", "list", "watch"));
        }
        assertThat(readable).containsExactly("endpoints", "endpointslices", "events", "ingresses", "jobs", "namespaces",
                "nodes", "nodes/metrics", "pods", "replicasets", "services");
        JsonNode binding = manifests.ofKind("ClusterRoleBinding").getFirst();
        assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("tributary-collector");
        assertThat(binding.at("/roleRef/name")).isEqualTo(
                manifests.ofKind("ClusterRole").getFirst().at("/metadata/name"));
    }

    @Test
    void theDaemonSetForLogsReadsNodesByAGoodConfiguration() throws IOException {
        Manifests manifests = new Manifests(read("kubernetes/collector-logs.yaml"), folder);
        JsonNode pod = manifests.ofKind("DaemonSet").getFirst().at("/spec/template/spec");
        assertThat(pod.toString()).contains("\"hostPath\":{\"path\":\"/var/log/pods\"}", "spec.nodeName");
        assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        manifests.check("collector", manifests.ofKind("ConfigMap").getFirst().at("/data/collector.yml").asText(),
                Map.of("CLUSTER", "eu-west", "NODE_NAME", "node-1"));
    }

    @Test
    void theConfigurationsBesideTheUnitsAreGood() throws IOException {
        Manifests none = new Manifests("", folder);
        none.check("hub", read("systemd/hub.yml"), Map.of());
        none.check("collector", read("systemd/collector.yml"), Map.of());
    }

    @Test
    void theUnitsStartTheRolesWithTheseConfigurations() throws IOException {
        for (String role : new String[]{"hub", "collector"}) {
            assertThat(read("systemd/tributary-" + role + ".service")).contains(
                    "tributary.jar " + role + " --config /etc/tributary/" + role + ".yml",
                    "ExecReload=/bin/kill -HUP $MAINPID", "NoNewPrivileges=true");
        }
    }

    @Test
    void theImageRunsTheJarUnprivileged() throws IOException {
        assertThat(read("Containerfile")).contains("USER 10001:10001", "ENTRYPOINT [\"/opt/tributary/image-start\"]",
                "tributary.jar", "deploy/image-start");
    }

    @Test
    void theImageGivesEachRoleTheOptionsOfTheLauncher() throws IOException {
        String launcher = read("../tributary");
        for (String flags : List.of("role_flags='", "collector_flags='")) {
            int from = launcher.indexOf(flags) + flags.length();
            assertThat(read("image-start"))
                    .contains("flags='" + launcher.substring(from, launcher.indexOf('\'', from)) + "'");
        }
    }
}
