import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * A target with many series whose values all change with every scrape, and a remote-write receiver that acknowledges without
 * looking: {@code java SyntheticTarget.java PORT SERIES}. 100 series for each metric name, five labels.
 */
class SyntheticTarget {
    private static final int PER_NAME = 100;

    private static final AtomicLong scrapes = new AtomicLong();
    private static final AtomicLong received = new AtomicLong();

    public static void main(String[] arguments) throws IOException {
        int series = Integer.parseInt(arguments[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/metrics", exchange -> metrics(exchange, series));
        server.createContext("/api/v1/write", SyntheticTarget::write);
        server.createContext("/received", exchange -> {
            byte[] text = Long.toString(received.get()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    private static void metrics(HttpExchange exchange, int series) throws IOException {
        long scrape = scrapes.incrementAndGet();
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody(), 1 << 16) {
            {
                def.setLevel(1);
            }
        }) {
            StringBuilder page = new StringBuilder(1 << 16);
            for (int i = 0; i < series; i++) {
                int name = i / PER_NAME;
                if (i % PER_NAME == 0) {
                    page.append("# TYPE synthetic_").append(name).append("_operations_total counter\n");
                }
                page.append("synthetic_").append(name).append("_operations_total{namespace=\"team-").append(i % 10)
                        .append("\",pod=\"service-").append(i % PER_NAME).append("-7d9f8b6c5d-x2k4p\",code=\"")
                        .append(i % 2 == 0 ? "200" : "500").append("\"} ").append(scrape * (i % 97 + 1) + i).append('\n');
                if (page.length() > 60_000) {
                    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
                    page.setLength(0);
                }
            }
            out.write(page.toString().getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private static void write(HttpExchange exchange) throws IOException {
        received.addAndGet(exchange.getRequestBody().readAllBytes().length);
        exchange.getResponseHeaders().set("X-Prometheus-Remote-Write-Samples-Written", "1");
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
