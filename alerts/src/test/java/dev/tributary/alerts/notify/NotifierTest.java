package dev.tributary.alerts.notify;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.Labels;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class NotifierTest {
    private static final AlertmanagerEndpoint ONE = new AlertmanagerEndpoint(URI.create("http://one/api/v2/alerts"));
    private static final AlertmanagerEndpoint TWO = new AlertmanagerEndpoint(URI.create("http://two/api/v2/alerts"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final NotifierMetrics metrics = new NotifierMetrics(registry);

    /** One request that arrived. */
    private record Post(AlertmanagerEndpoint endpoint, JsonNode body) {
    }

    private void accept(AlertmanagerEndpoint endpoint, byte[] body) throws IOException {
        posts.add(new Post(endpoint, JSON.readTree(body)));
    }

    private Notifier notifier(int queueMax, AlertPoster poster) {
        return new Notifier(new NotifierSettings("http://hub:9060", queueMax, 256, Duration.ofSeconds(5)),
                labels -> labels.has("drop") ? Optional.empty() : Optional.of(labels), poster, metrics);
    }

    private static AlertNotification alert(String... labels) {
        return new AlertNotification(Labels.of(labels), new TreeMap<>(Map.of("summary", "it is \"down\"")), 60_000,
                300_500, "/graph?g0.expr=up&g0.tab=1");
    }

    @Test
    void everyAlertReachesEveryAlertmanagerInItsFormat() throws Exception {
        try (Notifier notifier = notifier(10, this::accept)) {
            notifier.endpoints(Set.of(ONE, TWO));
            notifier.send(List.of(alert("alertname", "Down", "instance", "a"), alert("drop", "me")));
            Post first = posts.take();
            Post second = posts.take();
            assertThat(List.of(first.endpoint(), second.endpoint())).containsExactlyInAnyOrder(ONE, TWO);
            assertThat(first.body()).isEqualTo(second.body())
                    .isEqualTo(JSON.readTree("""
                                             [{"labels": {"alertname": "Down", "instance": "a"},
                                               "annotations": {"summary": "it is \\"down\\""},
                                               "startsAt": "1970-01-01T00:01:00Z", "endsAt": "1970-01-01T00:05:00.500Z",
                                               "generatorURL": "http://hub:9060/graph?g0.expr=up&g0.tab=1"}]"""));
        }
    }

    @Test
    void batchesAreLimitedAndKeepTheirOrder() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Notifier notifier = notifier(1_000, (endpoint, body) -> {
            gate.await();
            accept(endpoint, body);
        })) {
            notifier.endpoints(Set.of(ONE));
            notifier.send(IntStream.range(0, 600).mapToObj(i -> alert("n", "" + i)).toList());
            gate.countDown();
            List<Integer> sizes = List.of(posts.take().body().size(), posts.take().body().size(),
                    posts.take().body().size());
            assertThat(sizes).containsExactly(256, 256, 88);
        }
    }

    @Test
    void aFullQueueDropsTheOldestAndCountsThem() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (Notifier notifier = notifier(2, (endpoint, body) -> {
            busy.countDown();
            gate.await();
            accept(endpoint, body);
        })) {
            notifier.endpoints(Set.of(ONE));
            notifier.send(List.of(alert("n", "0")));
            busy.await();
            notifier.send(List.of(alert("n", "1"), alert("n", "2"), alert("n", "3")));
            gate.countDown();
            posts.take();
            assertThat(posts.take().body().findValuesAsText("n")).containsExactly("2", "3");
            assertThat(metrics.dropped.labelValues(ONE.toString()).get()).isEqualTo(1);
        }
    }

    @Test
    void oneAlertmanagerThatHangsOrFailsKeepsNoOtherWaiting() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Notifier notifier = notifier(10, (endpoint, body) -> {
            if (endpoint.equals(ONE) && !never.await(8, TimeUnit.SECONDS)) {
                throw new IOException("hung");
            }
            accept(endpoint, body);
        });
        notifier.endpoints(Set.of(ONE, TWO));
        notifier.send(List.of(alert("n", "0")));
        assertThat(posts.take().endpoint()).isEqualTo(TWO);
        never.countDown();
        notifier.close();
    }

    @Test
    void aFailedBatchIsCountedAndNotRepeated() throws Exception {
        try (Notifier notifier = notifier(10, (endpoint, body) -> {
            accept(endpoint, body);
            throw new IOException("503 Service Unavailable");
        })) {
            notifier.endpoints(Set.of(ONE));
            notifier.send(List.of(alert("n", "0")));
            posts.take(); // the second send comes after it, or both would travel in one batch
            notifier.send(List.of(alert("n", "1")));
            posts.take();
            while (metrics.dropped.labelValues(ONE.toString()).get() < 2) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(metrics.errors.labelValues(ONE.toString()).get()).isEqualTo(2);
        }
        assertThat(posts).isEmpty();
    }

    @Test
    void closingSendsWhatIsQueuedAndNothingAfterwards() {
        Notifier notifier = notifier(1_000, this::accept);
        notifier.endpoints(Set.of(ONE));
        notifier.send(IntStream.range(0, 500).mapToObj(i -> alert("n", "" + i)).toList());
        notifier.close();
        assertThat(posts.stream().mapToInt(post -> post.body().size()).sum()).isEqualTo(500);
        notifier.send(List.of(alert("n", "late")));
        assertThat(posts.stream().mapToInt(post -> post.body().size()).sum()).isEqualTo(500);
    }

    @Test
    void alertmanagersThatLeaveGetNothingMore() throws Exception {
        try (Notifier notifier = notifier(10, this::accept)) {
            notifier.endpoints(Set.of(ONE, TWO));
            notifier.endpoints(Set.of(TWO));
            notifier.send(List.of(alert("n", "0")));
            assertThat(posts.take().endpoint()).isEqualTo(TWO);
            assertThat(notifier.endpoints()).containsExactly(TWO);
        }
        assertThat(posts).isEmpty();
    }

    @Test
    void whatIsSaidOfAnAlertmanagerIsThereFromTheStartAndGoesWithItsLastQueue() {
        Notifier before = notifier(10, this::accept);
        before.endpoints(Set.of(ONE));
        assertThat(alertmanagersIn("prometheus_notifications_sent")).containsExactly(ONE.toString());
        assertThat(alertmanagersIn("prometheus_notifications_dropped")).containsExactly(ONE.toString());
        Notifier after = notifier(10, this::accept);
        after.endpoints(Set.of(ONE));
        before.close();
        assertThat(alertmanagersIn("prometheus_notifications_sent")).containsExactly(ONE.toString());
        after.close();
        assertThat(alertmanagersIn("prometheus_notifications_sent")).isEmpty();
        assertThat(alertmanagersIn("prometheus_notifications_queue_length")).isEmpty();
    }

    private List<String> alertmanagersIn(String metric) {
        return registry.scrape(metric::equals).stream().flatMap(found -> found.getDataPoints().stream())
                .map(point -> String.valueOf(point.getLabels().get("alertmanager"))).toList();
    }
}
