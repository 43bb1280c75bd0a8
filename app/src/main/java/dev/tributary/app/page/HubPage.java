package dev.tributary.app.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the page and its parts. They are the same for everybody and hold nothing of what is stored, so they ask for no credential;
 * the requests that the page makes do.
 */
public final class HubPage {
    /** The addresses of the page itself: {@code /graph} is where the links of alerts lead, as at a Prometheus. */
    public static final List<String> ADDRESSES = List.of("/", "/graph");
    /** The addresses of the parts that it loads. */
    public static final List<String> PARTS = List.of("/page/page.js", "/page/page.css", "/page/api.js",
            "/page/chart.js",
            "/page/element.js", "/page/fleet.js", "/page/graph.js");

    /** No script, style or request that is not this hub's own, and no other site may show the page inside of its own. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff", "Referrer-Policy", "same-origin", "Cache-Control", "no-cache");

    private HubPage() {
    }

    /** Adds the routes. */
    public static void mount(Router router) {
        Buffer page = read("index.html");
        ADDRESSES.forEach(address -> router.get(address).handler(context -> send(context, "text/html", page)));
        for (String part : PARTS) {
            Buffer content = read(part.substring("/page/".length()));
            router.get(part).handler(context -> send(context, type(part), content));
        }
    }

    /** The type of a part's content. */
    public static String type(String part) {
        return part.endsWith(".js") ? "text/javascript" : "text/css";
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        HEADERS.forEach(context.response()::putHeader);
        context.response().putHeader("Content-Type", type + "; charset=utf-8").end(content);
    }

    private static Buffer read(String file) {
        try (InputStream in = HubPage.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its part " + file);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
