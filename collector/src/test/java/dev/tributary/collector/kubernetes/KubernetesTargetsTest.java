package dev.tributary.collector.kubernetes;

import java.nio.file.Path;

import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KubernetesTargetsTest {
    private static KubernetesTargets parse(String yaml) {
        return ConfigFile.parse(yaml, "sd.yml", Path.of("/etc"), KubernetesTargets.class, _ -> null);
    }

    @Test
    void theRoleIsAllThatIsNeeded() {
        KubernetesTargets settings = parse("role: endpoints");
        assertThat(settings.role()).isEqualTo(KubernetesRole.ENDPOINTS);
        assertThat(settings.apiServer()).isNull();
        assertThat(settings.namespaces().names()).isEmpty();
        assertThat(settings.attachMetadata().node()).isFalse();
    }

    @Test
    void whatHasNoUseIsRefused() {
        assertThatThrownBy(() -> parse("role: pods")).hasMessageContaining("sd.yml:1:7").hasMessageContaining("pod");
        assertThatThrownBy(() -> parse("{role: pod, selectors: [{role: service, label: a=b}]}"))
                .hasMessageContaining("selectors of role service have no use: role pod reads [node, pod]");
        assertThatThrownBy(() -> parse("{role: pod, selectors: [{role: pod}, {role: pod}]}"))
                .hasMessageContaining("selectors has role pod twice");
        assertThatThrownBy(() -> parse("{role: pod, authorization: {credentials: x}}"))
                .hasMessageContaining("api_server is missing");
        assertThatThrownBy(() -> parse("{role: pod, api_server: 'https://a', kubeconfig_file: b}"))
                .hasMessageContaining("kubeconfig_file names the API server already");
    }
}
