package dev.tributary.app.query;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server that gives one answer to everything and remembers what it was asked. */
final class CannedApi implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();

    CannedApi(int status, String body) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", exchange -> answer(exchange, status, body));
        server.start();
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (asked) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + URLDecoder.decode(form, StandardCharsets.UTF_8) + " " + exchange.getRequestHeaders().entrySet());
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String lastAsked() {
        synchronized (asked) {
            return asked.getLast();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
