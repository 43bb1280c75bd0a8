package dev.tributary.runtime.http;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.tributary.runtime.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpCallerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<MultiMap> seen = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer().requestHandler(request -> {
            seen.add(request.headers());
            request.response().end();
        }).listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    private MultiMap headersOf(HttpCaller caller) throws Exception {
        caller.request(HttpMethod.GET, URI.create("http://127.0.0.1:" + server.actualPort() + "/"), PATIENCE)
                .compose(HttpClientRequest::send).await(20, TimeUnit.SECONDS);
        return seen.take();
    }

    private static HttpClientSettings with(Map<String, HeaderValues> httpHeaders) {
        return new HttpClientSettings(null, null, null, null, null, "", true, Map.of("X-Plain", Secret.of("p")),
                httpHeaders);
    }

    @Test
    void headersOfBothFormsAreSentAndFollowTheirFiles() throws Exception {
        Path file = Files.writeString(folder.resolve("tenant"), "old\n");
        HttpCaller caller = new HttpCaller(vertx,
                with(Map.of("X-Tenant", new HeaderValues(List.of("a", "b"), List.of(Secret.of("s")), List.of(file)))),
                PATIENCE, 1);
        MultiMap first = headersOf(caller);
        assertThat(first.get("X-Plain")).isEqualTo("p");
        assertThat(first.getAll("X-Tenant")).containsExactly("a", "b", "s", "old");
        Files.writeString(file, "new");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(headersOf(caller).getAll("X-Tenant")).containsExactly("a", "b", "s", "new");
    }

    /** Answers questions for tokens; the first kind of authentication is refused when {@code formOnly}. */
    private HttpServer tokenServer(boolean formOnly, int expiresIn, List<String> asked) throws Exception {
        return vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            String text = body.toString();
            asked.add(request.getHeader("Authorization") + " " + text);
            if (formOnly && !text.contains("client_secret=")) {
                request.response().setStatusCode(401).end();
            } else {
                request.response()
                        .end("{\"access_token\":\"t" + asked.size() + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                                + expiresIn + "}");
            }
        })).listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
    }

    private static OAuth2 tokens(HttpServer idp) {
        return new OAuth2("me", Secret.of("s&cret"), List.of("read", "write"),
                URI.create("http://127.0.0.1:" + idp.actualPort() + "/token"), Map.of("audience", "hub"), null, null,
                "");
    }

    private HttpCaller withTokens(HttpServer idp) {
        return new HttpCaller(vertx,
                new HttpClientSettings(null, null, tokens(idp), null, null, "", true, Map.of(), Map.of()), PATIENCE,
                1);
    }

    @Test
    void aTokenIsFetchedOnceAndSentUntilItExpires() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpCaller caller = withTokens(tokenServer(false, 3600, asked));
        assertThat(headersOf(caller).get("Authorization")).isEqualTo("Bearer t1");
        assertThat(headersOf(caller).get("Authorization")).isEqualTo("Bearer t1");
        assertThat(asked)
                .containsExactly("Basic bWU6cyUyNmNyZXQ= audience=hub&grant_type=client_credentials&scope=read+write");
    }

    @Test
    void aTokenThatExpiresSoonIsFetchedAgainAndTheFormIsTriedWhereTheHeaderIsRefused() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpCaller caller = withTokens(tokenServer(true, 5, asked));
        assertThat(headersOf(caller).get("Authorization")).isEqualTo("Bearer t2");
        assertThat(headersOf(caller).get("Authorization")).isEqualTo("Bearer t3");
        assertThat(asked.get(2)).startsWith("null ").contains("client_id=me&client_secret=s%26cret");
    }

    @Test
    void withoutATokenTheRequestFailsInWords() throws Exception {
        HttpServer idp = vertx.createHttpServer().requestHandler(request -> request.response().end("[]"))
                .listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> headersOf(withTokens(idp))).hasMessageContaining("oauth2.token_url")
                .hasMessageContaining("gave no JSON object");
    }

    @Test
    void theTokenServersReasonIsTold() throws Exception {
        HttpServer idp = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(400)
                        .end("{\"error\":\"invalid_scope\",\"error_description\":\"no such scope\"}"))
                .listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> headersOf(withTokens(idp)))
                .hasMessageEndingWith("(oauth2.token_url) answered 400: invalid_scope no such scope");
    }

    @Test
    void aTokenThatTheServerRefusesIsFetchedAgain() throws Exception {
        HttpServer picky = vertx.createHttpServer().requestHandler(request -> {
            boolean known = "Bearer t2".equals(request.getHeader("Authorization"));
            request.response().setStatusCode(known ? 200 : 401).end();
        }).listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
        assertThat(statusesOf(picky, Duration.ZERO)).containsExactly(401, 200, 200);
        // A young one is kept: a server that refuses every token does not have each request ask for another
        assertThat(statusesOf(picky, PATIENCE)).containsExactly(401, 401, 401);
    }

    private List<Integer> statusesOf(HttpServer picky, Duration keptAtLeast) throws Exception {
        OAuth2 settings = tokens(tokenServer(false, 3600, new CopyOnWriteArrayList<>()));
        HttpClientSettings plain = with(Map.of());
        OAuth2Tokens tokens = new OAuth2Tokens(settings, new HttpCaller(vertx, plain, PATIENCE, 1), keptAtLeast);
        HttpCaller caller = new HttpCaller(vertx, plain, PATIENCE, 1, true, tokens);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            statuses.add(caller.request(HttpMethod.GET, URI.create("http://127.0.0.1:" + picky.actualPort()), PATIENCE)
                    .compose(HttpClientRequest::send).await(20, TimeUnit.SECONDS).statusCode());
        }
        return statuses;
    }

    @Test
    void aLifetimeWrittenAsTextIsUnderstood() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer idp = vertx.createHttpServer().requestHandler(request -> {
            asked.add(request.path());
            request.response().end("{\"access_token\":\"t" + asked.size() + "\",\"expires_in\":\"3600\"}");
        }).listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
        HttpCaller caller = withTokens(idp);
        assertThat(headersOf(caller).get("Authorization")).isEqualTo("Bearer t1");
        assertThat(headersOf(caller).get("Authorization")).isEqualTo("Bearer t1");
    }

    @Test
    void headersThatOtherKeysMakeAreRefused() {
        HeaderValues value = new HeaderValues(List.of("x"), List.of(), List.of());
        assertThatThrownBy(() -> with(Map.of("authorization", value)))
                .hasMessageContaining("http_headers cannot set authorization");
        assertThatThrownBy(() -> new HeaderValues(List.of(), List.of(), List.of()))
                .hasMessageContaining("needs values, secrets or files");
        assertThatThrownBy(() -> new HeaderValues(List.of(), List.of(), List.of(folder.resolve("none"))))
                .hasMessageContaining("cannot be read");
    }
}
