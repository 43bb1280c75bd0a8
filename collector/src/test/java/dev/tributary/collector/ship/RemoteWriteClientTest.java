package dev.tributary.collector.ship;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.runtime.http.HttpClientSettings;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RemoteWriteClientTest {
    private static final byte[] BODY = {1, 2, 3};

    private final Vertx vertx = Vertx.vertx();
    private final List<String> heads = new ArrayList<>();
    private HttpServer server;
    private volatile Handler<HttpServerRequest> answer = request -> request.response().setStatusCode(204).end();

    @BeforeEach
    void serve() {
        server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            heads.add(request.method() + " " + request.path() + " " + request.getHeader("Content-Type") + " "
                    + request.getHeader("Content-Encoding") + " "
                    + request.getHeader("X-Prometheus-Remote-Write-Version") + " "
                    + request.getHeader("Retry-Attempt") + " " + body.length());
            answer.handle(request);
        })).listen(0, "127.0.0.1").await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private SendOutcome send(RemoteWriteVersion version, int attempt, Duration timeout) throws Exception {
        HttpCaller caller = new HttpCaller(vertx, HttpClientSettings.DEFAULT, Duration.ofSeconds(2), 2);
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/write");
        return new RemoteWriteClient(caller, uri, timeout, Clock.systemUTC()).send(BODY, version, attempt);
    }

    private SendOutcome sendTo(int status, String... headers) throws Exception {
        answer = request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().setStatusCode(status).end(status == 204 ? "" : "because");
        };
        return send(RemoteWriteVersion.V2, 0, Duration.ofSeconds(10));
    }

    @Test
    void theRequestSaysWhatItIs() throws Exception {
        send(RemoteWriteVersion.V2, 0, Duration.ofSeconds(10));
        send(RemoteWriteVersion.V1, 4, Duration.ofSeconds(10));
        assertThat(heads).containsExactly(
                "POST /api/v1/write application/x-protobuf;proto=io.prometheus.write.v2.Request snappy 2.0.0 null 3",
                "POST /api/v1/write application/x-protobuf snappy 0.1.0 4 3");
    }

    @Test
    void aReceiverThatUnderstandsSaysHowMuchItWrote() throws Exception {
        assertThat(sendTo(204, "X-Prometheus-Remote-Write-Samples-Written", "3"))
                .isEqualTo(new SendOutcome.Delivered());
        assertThat(sendTo(200, "X-Prometheus-Remote-Write-Histograms-Written", "0"))
                .isEqualTo(new SendOutcome.Delivered());
    }

    @Test
    void successWithoutWrittenCountsMeansVersionTwoWasNotUnderstood() throws Exception {
        assertThat(sendTo(204)).isEqualTo(new SendOutcome.OtherVersion());
        assertThat(sendTo(415)).isEqualTo(new SendOutcome.OtherVersion());
        assertThat(send(RemoteWriteVersion.V1, 0, Duration.ofSeconds(10))).isInstanceOf(SendOutcome.Again.class);
    }

    @Test
    void versionOneNeedsNoCounts() throws Exception {
        assertThat(send(RemoteWriteVersion.V1, 0, Duration.ofSeconds(10))).isEqualTo(new SendOutcome.Delivered());
    }

    @Test
    void whatSaysNothingAboutTheBatchIsTriedAgain() throws Exception {
        for (int status : new int[]{301, 401, 403, 404, 405, 407, 408, 429, 500, 502, 503}) {
            assertThat(sendTo(status)).as("HTTP " + status).isInstanceOf(SendOutcome.Again.class);
        }
        assertThat(sendTo(429, "Retry-After", "12")).isEqualTo(
                new SendOutcome.Again("http_429", "HTTP 429: because", Duration.ofSeconds(12)));
    }

    @Test
    void otherClientErrorsAreForGood() throws Exception {
        assertThat(sendTo(400)).isEqualTo(new SendOutcome.Refused(400, "HTTP 400: because", false));
        assertThat(sendTo(400, "X-Prometheus-Remote-Write-Samples-Written", "2"))
                .isEqualTo(new SendOutcome.Refused(400, "HTTP 400: because", true));
        assertThat(sendTo(413)).isEqualTo(new SendOutcome.TooLarge("HTTP 413: because"));
    }

    @Test
    void noAnswerInTimeIsTriedAgain() throws Exception {
        answer = _ -> {
        };
        assertThat(send(RemoteWriteVersion.V2, 0, Duration.ofMillis(200)))
                // The connection's own idle timeout is as long and may be first
                .isInstanceOfSatisfying(SendOutcome.Again.class,
                        a -> assertThat(a.reason()).isIn("timeout", "connection"));
    }

    @Test
    void aBrokenConnectionIsTriedAgain() throws Exception {
        answer = request -> request.connection().close();
        assertThat(send(RemoteWriteVersion.V2, 0, Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(SendOutcome.Again.class, a -> assertThat(a.reason()).isEqualTo("connection"));
    }

    @Test
    void aReceiverThatTalksALotIsCutShort() throws Exception {
        answer = request -> request.response().setStatusCode(400).end("x".repeat(100_000));
        assertThat(send(RemoteWriteVersion.V2, 0, Duration.ofSeconds(10))).isInstanceOfSatisfying(
                SendOutcome.Refused.class, r -> assertThat(r.message().length()).isLessThan(600));
    }
}
