package dev.tributary.app.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.hub.HubConfig;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/** Kubernetes objects as text, and what has to hold for them, wherever the text comes from. */
final class Manifests {
    private static final Pattern SECRET_FILE = Pattern.compile("/etc/tributary/secrets/([A-Za-z0-9._-]+)");

    private final List<JsonNode> objects = new ArrayList<>();
    private final Path folder;

    /** With a folder for files that configurations name. */
    Manifests(String yaml, Path folder) {
        this.folder = folder;
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            if (document != null) {
                objects.add(new ObjectMapper().valueToTree(document));
            }
        }
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
    }

    private JsonNode named(String kind, String name) {
        return ofKind(kind).stream().filter(object -> object.at("/metadata/name").asText().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " is called " + name));
    }

    /** Checks every workload, what it refers to, and the configuration it is given. */
    void assertWorkloadsFitTogether() throws IOException {
        assertThat(ofKind("StatefulSet")).isNotEmpty();
        for (JsonNode workload : ofKind("StatefulSet")) {
            JsonNode pod = workload.at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            String role = container.path("name").asText();
            assertThat(workload.at("/spec/replicas").asInt()).isEqualTo(1);
            assertThat(workload.at("/spec/selector/matchLabels"))
                    .isEqualTo(named("Service", workload.at("/spec/serviceName").asText()).at("/spec/selector"));
            workload.at("/spec/selector/matchLabels").properties().forEach(label -> assertThat(
                    workload.at("/spec/template/metadata/labels").path(label.getKey())).isEqualTo(label.getValue()));
            assertRestricted(pod, container);
            assertVolumesExist(workload, pod, container);
            named("ServiceAccount", pod.path("serviceAccountName").asText());
            assertConfigurationIsGood(role, pod, container);
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.path(probe).at("/httpGet/path").asText()).as(probe).startsWith("/-/");
            }
            assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(role.equals("hub") ? 9060 : 9061);
        }
    }

    /** What the "restricted" pod security standard asks for, and a root file system nobody writes to. */
    private static void assertRestricted(JsonNode pod, JsonNode container) {
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }

    private static void assertVolumesExist(JsonNode workload, JsonNode pod, JsonNode container) {
        Set<String> volumes = new HashSet<>();
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        workload.at("/spec/volumeClaimTemplates").forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
        Set<String> mounted = new HashSet<>();
        container.path("volumeMounts").forEach(mount -> mounted.add(mount.path("name").asText()));
        assertThat(mounted).isEqualTo(volumes).contains("data", "tmp", "config");
    }

    private void assertConfigurationIsGood(String role, JsonNode pod, JsonNode container) throws IOException {
        assertThat(container.at("/args/0").asText()).isEqualTo(role);
        Path file = Path.of(container.at("/args/2").asText());
        assertThat(file).hasParentRaw(Path.of("/etc/tributary/config"));
        String map = "";
        for (JsonNode volume : pod.path("volumes")) {
            map += volume.path("name").asText().equals("config") ? volume.at("/configMap/name").asText() : "";
        }
        String text = named("ConfigMap", map).path("data").path(String.valueOf(file.getFileName())).asText();
        assertThat(text).contains("data_dir: /var/lib/tributary/data");
        Map<String, String> environment = new HashMap<>();
        container.path("env")
                .forEach(one -> environment.put(one.path("name").asText(), one.path("value").asText()));
        check(role, text, environment);
    }

    /** Reads the text as the role would; the files of tokens it names are made up. */
    void check(String role, String text, Map<String, String> environment) throws IOException {
        Matcher matcher = SECRET_FILE.matcher(text);
        while (matcher.find()) {
            Files.writeString(folder.resolve(matcher.group(1)), "a-token-of-some-length");
        }
        String here = text.replace("/etc/tributary/secrets", folder.toString());
        if (role.equals("hub")) {
            ConfigFile.parse(here, "hub.yml", folder, HubConfig.class, environment::get);
        } else {
            ConfigFile.parse(here, "collector.yml", folder, CollectorConfig.class, environment::get);
        }
    }
}
