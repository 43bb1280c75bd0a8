package dev.tributary.collector.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UID of the namespace kube-system: it lives exactly as long as the cluster, so it can stand for it. Written to a file
 * once it is known, so that a later start needs no API. Blocks.
 */
public final class ClusterUid {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterUid.class);

    private static final String NAMESPACE = "kube-system";

    private final Path file;
    private final Supplier<KubernetesClient> clients;

    /** Kept in a file of this directory. */
    public ClusterUid(Path directory) {
        this(directory, KubernetesAccess::ownCluster);
    }

    ClusterUid(Path directory, Supplier<KubernetesClient> clients) {
        file = directory.resolve("cluster-uid");
        this.clients = clients;
    }

    /**
     * The UID, from the file or the API.
     *
     * @throws IOException saying what to do when neither has it
     */
    public String read() throws IOException {
        if (Files.exists(file)) {
            String known = Files.readString(file).strip();
            if (!known.isEmpty()) {
                return known;
            }
        }
        String asked = ask();
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(temporary, asked + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("the cluster's uid is known uid={}", asked);
        return asked;
    }

    private String ask() throws IOException {
        try (KubernetesClient client = clients.get()) {
            Namespace namespace = client.namespaces().withName(NAMESPACE).get();
            if (namespace == null) {
                throw new IOException(
                        "the cluster has no namespace " + NAMESPACE + "; set cluster in the configuration");
            }
            return namespace.getMetadata().getUid();
        } catch (KubernetesClientException e) {
            throw new IOException(
                    "the cluster cannot be asked for its uid: set cluster in the configuration, or let the"
                            + " service account get the namespace " + NAMESPACE + " (" + e.getMessage() + ")",
                    e);
        }
    }
}
