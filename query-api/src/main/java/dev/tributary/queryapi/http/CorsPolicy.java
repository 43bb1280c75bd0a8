package dev.tributary.queryapi.http;

import com.google.re2j.Pattern;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Which web pages of other origins may read answers, as the setting {@code --web.cors.origin} of Prometheus. */
public final class CorsPolicy {
    /** Every origin, without credentials: the default of Prometheus. */
    public static final CorsPolicy ANY = new CorsPolicy(".*");

    private final boolean any;
    private final Pattern origins;

    /**
     * Origins that match the whole of an RE2 expression.
     *
     * @throws com.google.re2j.PatternSyntaxException when it is none
     */
    public CorsPolicy(String originPattern) {
        any = originPattern.equals(".*");
        origins = Pattern.compile("^(?s:" + originPattern + ")$");
    }

    /** Says in the response whether the page that asks may read it. */
    public void apply(HttpServerRequest request, HttpServerResponse response) {
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origin.isEmpty()) {
            return;
        }
        response.putHeader("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin");
        response.putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        response.putHeader("Access-Control-Expose-Headers", "Date");
        if (any) {
            response.putHeader("Access-Control-Allow-Origin", "*");
        } else if (origins.matches(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin);
        }
    }
}
