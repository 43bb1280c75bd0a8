package dev.tributary.collector.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@EnableKubernetesMockClient(https = false)
class ClusterUidTest {
    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesMockServer server;

    @TempDir
    Path data;

    @Test
    void theUidIsAskedOnceAndKept() throws Exception {
        server.expect().get().withPath("/api/v1/namespaces/kube-system").andReturn(200, new NamespaceBuilder()
                .withNewMetadata().withName("kube-system").withUid("6d2a4c1e-uid").endMetadata().build()).once();
        ClusterUid uid = new ClusterUid(data.resolve("new"), server::createClient);
        assertThat(uid.read()).isEqualTo("6d2a4c1e-uid");
        assertThat(uid.read()).as("the API answers no more").isEqualTo("6d2a4c1e-uid");
        assertThat(data.resolve("new/cluster-uid")).hasContent("6d2a4c1e-uid");
    }

    @Test
    void whatCannotBeAskedSaysWhatToDo() {
        server.expect().get().withPath("/api/v1/namespaces/kube-system").andReturn(403, "").always();
        ClusterUid uid = new ClusterUid(data, server::createClient);
        assertThatThrownBy(uid::read).isInstanceOf(IOException.class).hasMessageContaining("set cluster")
                .hasMessageContaining("let the service account get the namespace kube-system");
        assertThat(Files.exists(data.resolve("cluster-uid"))).isFalse();
    }

    @Test
    void aClusterWithoutTheNamespaceIsNone() {
        ClusterUid uid = new ClusterUid(data, server::createClient);
        assertThatThrownBy(uid::read).isInstanceOf(IOException.class).hasMessageContaining("no namespace kube-system");
    }
}
