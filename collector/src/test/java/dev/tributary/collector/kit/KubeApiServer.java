package dev.tributary.collector.kit;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real kube-apiserver over a real etcd, on loopback ports, that can be killed, started and robbed of its history. The
 * programs are looked for where the environment variables TRIBUTARY_KUBE_APISERVER and TRIBUTARY_ETCD say.
 */
public final class KubeApiServer implements AutoCloseable {
    private static final String TOKEN = "a-token-for-this-test";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final Path folder;
    private final Path apiServer;
    private final Path etcd;
    private final int apiPort = RealServers.freePort();
    private final int etcdPort = RealServers.freePort();
    private final int peerPort = RealServers.freePort();
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Process apiProcess;
    private @Nullable Process etcdProcess;

    /** Starts both; blocks until the API is ready. */
    public KubeApiServer(Path folder) throws Exception {
        this.folder = folder;
        apiServer = binary("TRIBUTARY_KUBE_APISERVER");
        etcd = binary("TRIBUTARY_ETCD");
        http = HttpClient.newBuilder().sslContext(trustingAll()).build();
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        KeyPair key = keys.generateKeyPair();
        Files.writeString(folder.resolve("sa.key"), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
        Files.writeString(folder.resolve("sa.pub"), pem("PUBLIC KEY", key.getPublic().getEncoded()));
        Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,1,\"system:masters\"\n");
        startStore();
        start();
    }

    private static Path binary(String variable) {
        String path = System.getenv(variable);
        assumeTrue(path != null && Files.isExecutable(Path.of(path)),
                "skipped: " + variable + " does not say where the program is");
        return Path.of(String.valueOf(path));
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }

    /** How a client speaks to it. */
    public Config clientConfig() {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url()).withOauthToken(TOKEN).withTrustCerts(true)
                .withDisableHostnameVerification(true).build();
    }

    /** What a bearer that may do everything shows. */
    public String token() {
        return TOKEN;
    }

    /** Where it listens. */
    public String url() {
        return "https://127.0.0.1:" + apiPort;
    }

    private Process run(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile())).start();
    }

    private void startStore() throws Exception {
        String client = "http://127.0.0.1:" + etcdPort;
        etcdProcess = run("etcd", List.of(etcd.toString(), "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client, "--advertise-client-urls=" + client,
                "--listen-peer-urls=http://127.0.0.1:" + peerPort));
        Await.until("etcd answers", START_TIMEOUT, () -> isOk(client + "/health"));
    }

    /** Starts the API server; blocks until it is ready. */
    public void start() throws Exception {
        apiProcess = run("kube-apiserver", List.of(apiServer.toString(), "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--service-account-issuer=https://127.0.0.1",
                "--service-account-key-file=" + folder.resolve("sa.pub"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"), "--authorization-mode=RBAC",
                "--token-auth-file=" + folder.resolve("tokens.csv"), "--cert-dir=" + folder.resolve("certs"),
                "--bind-address=127.0.0.1", "--secure-port=" + apiPort, "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount"));
        Await.until("kube-apiserver is ready", START_TIMEOUT, () -> isOk(url() + "/readyz"));
    }

    /** Ends the API server without notice. */
    public void kill() {
        end(apiProcess);
    }

    /** Takes everything away and starts anew: versions begin again at 1. */
    public void beginAnew() throws Exception {
        kill();
        end(etcdProcess);
        try (Stream<Path> all = Files.walk(folder.resolve("etcd"))) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
        startStore();
        start();
    }

    private static void end(@Nullable Process process) {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Makes etcd forget what was before the newest version. */
    public void forgetHistory() throws Exception {
        JsonNode answer = send("POST", "http://127.0.0.1:" + etcdPort + "/v3/kv/range", "{\"key\":\"AA==\"}",
                "application/json");
        send("POST", "http://127.0.0.1:" + etcdPort + "/v3/kv/compaction",
                "{\"revision\":\"" + answer.at("/header/revision").asText() + "\",\"physical\":true}",
                "application/json");
    }

    /** Creates an object; gives it as it stands then. */
    public JsonNode create(String path, String object) throws Exception {
        return send("POST", url() + path, object, "application/json");
    }

    public JsonNode patch(String path, String change) throws Exception {
        return send("PATCH", url() + path, change, "application/merge-patch+json");
    }

    public void delete(String path) throws Exception {
        send("DELETE", url() + path, "", "application/json");
    }

    private JsonNode send(String method, String target, String body, String type) throws Exception {
        HttpResponse<String> response = http.send(request(target).header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new AssertionError(method + " " + target + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    private boolean isOk(String target) throws InterruptedException {
        try {
            return http.send(request(target).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not up yet; the deadline decides
            return false;
        }
    }

    private static HttpRequest.Builder request(String target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target)).timeout(Duration.ofSeconds(30));
        return target.startsWith("https:") ? request.header("Authorization", "Bearer " + TOKEN) : request;
    }

    private static SSLContext trustingAll() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new TrustAll()}, new SecureRandom());
        return context;
    }

    /** For the certificate that the server made for itself. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("this is no server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Whoever listens on the port is the server of this test
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this is no server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // As above
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is no server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // As above
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() {
        List<@Nullable Process> all = new ArrayList<>();
        all.add(apiProcess);
        all.add(etcdProcess);
        all.forEach(KubeApiServer::end);
    }
}
