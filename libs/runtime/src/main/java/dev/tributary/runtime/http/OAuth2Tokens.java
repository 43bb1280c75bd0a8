package dev.tributary.runtime.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tributary.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Asks for access tokens and keeps each until shortly before it expires or a server refuses it; those who ask meanwhile wait
 * for one question. Safe for several threads.
 */
final class OAuth2Tokens {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A token that expires on the way is of no use. */
    private static final long MARGIN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LIFETIME_UNTOLD_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int REASON_LENGTH_MAX = 200;
    /** A server that refuses every token gets a new one no more often than this. */
    static final Duration KEPT_AT_LEAST = Duration.ofSeconds(5);

    private final OAuth2 settings;
    private final HttpCaller caller;
    private final Duration keptAtLeast;
    /** Servers take the client's name and secret as Basic authentication or in the form; which, is found out. */
    private volatile boolean inForm;
    /** The newest question; guarded by this. */
    private @Nullable Future<Token> newest;

    /** @param cameNanos, expiresNanos by the clock of {@link System#nanoTime} */
    private record Token(String text, long cameNanos, long expiresNanos) {
        boolean isFresh() {
            return System.nanoTime() - expiresNanos < 0;
        }

        String header() {
            return "Bearer " + text;
        }
    }

    OAuth2Tokens(OAuth2 settings, HttpCaller caller, Duration keptAtLeast) {
        this.settings = settings;
        this.caller = caller;
        this.keptAtLeast = keptAtLeast;
    }

    /** What talks to the token's server. */
    HttpCaller caller() {
        return caller;
    }

    /** What the Authorization header is to say. */
    synchronized Future<String> header() {
        Future<Token> known = newest;
        boolean usable = known != null && (!known.isComplete() || known.succeeded() && known.result().isFresh());
        if (known == null || !usable) {
            known = ask(inForm).recover(failure -> inForm
                    ? Future.failedFuture(failure)
                    : ask(true).onSuccess(_ -> inForm = true).recover(_ -> Future.failedFuture(failure)));
            newest = known;
        }
        return known.map(Token::header);
    }

    /** A server has answered 401 to a request with this header: its token was withdrawn before its time. */
    synchronized void refused(String header) {
        Future<Token> known = newest;
        if (known != null && known.succeeded() && known.result().header().equals(header)
                && System.nanoTime() - known.result().cameNanos() >= keptAtLeast.toNanos()) {
            newest = null;
        }
    }

    private Future<Token> ask(boolean form) {
        Map<String, String> fields = new TreeMap<>(settings.endpointParams());
        fields.put("grant_type", "client_credentials");
        if (!settings.scopes().isEmpty()) {
            fields.put("scope", String.join(" ", settings.scopes()));
        }
        String basic = new BasicAuth(Secret.of(encoded(settings.clientId())),
                Secret.of(encoded(settings.clientSecret().reveal()))).header();
        if (form) {
            fields.put("client_id", settings.clientId());
            fields.put("client_secret", settings.clientSecret().reveal());
        }
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return caller.request(HttpMethod.POST, settings.tokenUrl(), PATIENCE).compose(request -> {
            request.putHeader("Content-Type", "application/x-www-form-urlencoded");
            if (!form) {
                request.putHeader("Authorization", basic);
            }
            return request.send(body);
        }).compose(response -> response.body().compose(answer -> read(response.statusCode(), answer)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Future<Token> read(int status, Buffer answer) {
        if (status != 200) {
            return failure("answered " + status + reason(answer));
        }
        try {
            JsonObject json = answer.toJsonObject();
            String text = json.getString("access_token", "");
            if (text.isEmpty()) {
                return failure("gave no access_token");
            }
            // A number, but some servers write it as text
            long told = Long.parseLong(String.valueOf(json.getValue("expires_in", 0)));
            long now = System.nanoTime();
            long lifetime = Duration
                    .ofSeconds(told > 0 ? Math.min(told, LIFETIME_UNTOLD_SECONDS) : LIFETIME_UNTOLD_SECONDS)
                    .toNanos();
            return Future.succeededFuture(new Token(text, now, now + lifetime - MARGIN_NANOS));
        } catch (DecodeException | ClassCastException | NumberFormatException e) {
            return failure("gave no JSON object with access_token and expires_in");
        }
    }

    /** What the server says of it, by RFC 6749, section 5.2. */
    private static String reason(Buffer answer) {
        try {
            JsonObject json = answer.toJsonObject();
            String reason = (json.getString("error", "") + " " + json.getString("error_description", "")).strip();
            return reason.isEmpty() ? "" : ": " + reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX));
        } catch (DecodeException | ClassCastException e) {
            return "";
        }
    }

    private Future<Token> failure(String what) {
        return Future.failedFuture(new OAuth2Exception(settings.tokenUrl() + " (oauth2.token_url) " + what));
    }
}
