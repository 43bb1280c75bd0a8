package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/** Where an API server asks a node for the logs of its containers: kubelet's address, over the logs of a fake API. */
final class KubeletEndpoint implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final int BUFFER_BYTES = 8192;

    private final String logs;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;

    KubeletEndpoint(Path folder, String logs) throws Exception {
        this.logs = logs;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified(folder.resolve("kubelet.p12"))));
        server.setExecutor(threads);
        server.createContext("/containerLogs/", this::handle);
        server.start();
    }

    /** An API server does not ask who a kubelet is unless it is told to. */
    private static SSLContext certified(Path store) throws Exception {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "kubelet", "-keyalg", "EC", "-dname", "CN=node-1", "-validity", "2",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String query = exchange.getRequestURI().getRawQuery();
        URI log = URI.create(logs + "/api/v1/namespaces/" + path[2] + "/pods/" + path[3] + "/log?container=" + path[4]
                + (query == null ? "" : "&" + query));
        try (exchange) {
            HttpResponse<InputStream> answer = http.send(HttpRequest.newBuilder(log).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                exchange.sendResponseHeaders(answer.statusCode(), 0);
                copy(body, exchange.getResponseBody());
            } catch (IOException e) {
                // A failing body breaks the connection, where closing would end the answer in good order
                exchange.setStreams(null, OutputStream.nullOutputStream());
                throw new IllegalStateException("the log broke off", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
