package dev.tributary.queryapi.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.promql.QueryException;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.testing.ApiServer;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.ProgrammedEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointHandlerTest {
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final AtomicReference<Function<ApiRequest, Reply>> answer = new AtomicReference<>(
            _ -> Reply.data(json -> json.string("ok")));
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(List.of(new ProgrammedEndpoint("/api/v1/get", List.of("GET"), answer),
                new ProgrammedEndpoint("/api/v1/both", List.of("GET", "POST"), answer),
                new ProgrammedEndpoint("/api/v1/label/{name}/values", List.of("GET"), answer)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void dataStandsInTheEnvelope() {
        HttpAnswer got = server.get("/api/v1/get");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("{\"status\":\"success\",\"data\":\"ok\"}");
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(got.header("content-length")).isEqualTo(Integer.toString(got.body().length()));
    }

    @Test
    void remarksFollowTheDataAndAreCutAtTen() {
        List<String> twelve = IntStream.range(0, 12).mapToObj(Integer::toString).toList();
        answer.set(_ -> new Reply.Data(json -> json.number(1), List.of("w"), twelve));
        assertThat(server.get("/api/v1/get").body())
                .isEqualTo("{\"status\":\"success\",\"data\":1,\"warnings\":[\"w\"],"
                        + "\"infos\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\","
                        + "\"2 more info annotations omitted\"]}");
    }

    @Test
    void noDataIsStatus204() {
        answer.set(_ -> new Reply.NoContent());
        HttpAnswer got = server.get("/api/v1/get");
        assertThat(got.status()).isEqualTo(204);
        assertThat(got.body()).isEmpty();
    }

    @Test
    void everyKindOfFailureHasItsStatusAndType() {
        for (ErrorType type : ErrorType.values()) {
            answer.set(_ -> {
                throw new ApiException(type, "reason <&>");
            });
            HttpAnswer got = server.get("/api/v1/get");
            assertThat(got.status()).isEqualTo(type.status());
            assertThat(got.body()).isEqualTo(
                    "{\"status\":\"error\",\"errorType\":\"" + type.text()
                            + "\",\"error\":\"reason \\u003c\\u0026\\u003e\"}");
        }
        for (QueryException.Category category : QueryException.Category.values()) {
            answer.set(_ -> {
                throw new QueryException(category, "why");
            });
            assertThat(server.get("/api/v1/get").status()).isEqualTo(ErrorType.of(category).status());
        }
        answer.set(_ -> {
            throw new ReadRefusedException("too many series");
        });
        assertThat(server.get("/api/v1/get").body()).contains("\"execution\"", "too many series");
    }

    @Test
    void aFaultOfOursIsToldWithoutDetails() {
        answer.set(_ -> {
            throw new IllegalStateException("secret");
        });
        HttpAnswer got = server.get("/api/v1/get");
        assertThat(got.status()).isEqualTo(500);
        assertThat(got.body()).contains("\"internal\"", "IllegalStateException").doesNotContain("secret");
    }

    @Test
    void anOverflowingStackIsAFailureLikeOthers() {
        answer.set(_ -> {
            throw new StackOverflowError();
        });
        assertThat(server.get("/api/v1/get").status()).isEqualTo(500);
        answer.set(_ -> Reply.data(json -> json.string("still here")));
        assertThat(server.get("/api/v1/get").body()).contains("still here");
    }

    @Test
    void aRefusalForFullnessSaysWhenToTryAgain() {
        answer.set(_ -> {
            throw new ApiException(ErrorType.TOO_MANY_REQUESTS, "full");
        });
        HttpAnswer got = server.get("/api/v1/get");
        assertThat(got.status()).isEqualTo(429);
        assertThat(got.header("retry-after")).isEqualTo("1");
    }

    @Test
    void otherMethodsAreRefusedWithThoseAllowed() {
        for (String method : List.of("POST", "PUT", "DELETE", "HEAD")) {
            HttpAnswer got = server.request(method, "/api/v1/get", Map.of(), "");
            assertThat(got.status()).isEqualTo(405);
            assertThat(got.header("allow")).isEqualTo("GET, OPTIONS");
        }
        assertThat(server.request("PUT", "/api/v1/both", Map.of(), "").header("allow")).isEqualTo("GET, OPTIONS, POST");
    }

    @Test
    void optionsAnswerWithoutRunning() {
        answer.set(_ -> {
            throw new IllegalStateException("must not run");
        });
        HttpAnswer got = server.request("OPTIONS", "/api/v1/get", Map.of("Origin", "http://grafana.example"), "");
        assertThat(got.status()).isEqualTo(204);
        assertThat(got.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(got.header("access-control-allow-methods")).isEqualTo("GET, POST, OPTIONS");
        assertThat(got.header("access-control-allow-headers")).isEqualTo("Accept, Authorization, Content-Type, Origin");
    }

    @Test
    void theFormAndTheAddressGiveParameters() {
        answer.set(request -> Reply.data(json -> json.strings(request.parameters().all("match[]"))));
        HttpAnswer got = server.request("POST", "/api/v1/both?match[]=b", FORM, "match%5B%5D=a%2Bc");
        assertThat(got.body()).contains("[\"a+c\",\"b\"]");
    }

    @Test
    void pathPartsAreDecoded() {
        answer.set(request -> Reply.data(json -> json.string(request.pathParameter("name"))));
        assertThat(server.get("/api/v1/label/a%2Fb%20%C3%A9/values").body()).contains("\"a/b é\"");
    }

    @Test
    void aLongFormIsTakenAndATooLongOneRefused() {
        answer.set(request -> Reply.data(json -> json.number(request.parameter("query").length())));
        assertThat(server.request("POST", "/api/v1/both", FORM, "query=" + "a".repeat(1_000_000)).body())
                .contains(":1000000}");
        HttpAnswer refused = server.request("POST", "/api/v1/both", FORM,
                "query=" + "a".repeat(ApiServer.BODY_BYTES_MAX));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("larger than " + ApiServer.BODY_BYTES_MAX + " bytes");
    }

    @Test
    void aHubThatIsNotReadySaysSo() {
        server.readiness(Readiness.STARTING);
        HttpAnswer got = server.get("/api/v1/get");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.body()).isEqualTo("Service Unavailable");
        assertThat(got.header("x-prometheus-stopping")).isEqualTo("false");
        server.readiness(Readiness.STOPPING);
        assertThat(server.get("/api/v1/get").header("x-prometheus-stopping")).isEqualTo("true");
    }
}
