package dev.tributary.collector.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A remote-write receiver over the in-memory store; refuses everything while {@link #status} is set. */
public final class ReceivingHub implements AutoCloseable {
    private final InMemoryMetricStore store = new InMemoryMetricStore();
    private final HttpServer server;
    private final List<String> problems = new ArrayList<>();
    private volatile int status;
    private final AtomicInteger requests = new AtomicInteger();

    public ReceivingHub(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            requests.incrementAndGet();
            int refusal = status;
            if (refusal == 0) {
                store(request, body);
            } else {
                request.response().setStatusCode(refusal).end("refused as told");
            }
        })).listen(0, "127.0.0.1").await();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/api/v1/write";
    }

    /** Answers this status from now on; 0 to take what comes. */
    public void refuseWith(int refusal) {
        status = refusal;
    }

    public int requests() {
        return requests.get();
    }

    private void store(HttpServerRequest request, Buffer body) {
        boolean second = String.valueOf(request.getHeader("Content-Type")).contains("v2");
        MetricBatch batch = store.begin(new WriterIdentity(new ClusterId("receiver"), true));
        try {
            byte[] bytes = body.getBytes();
            byte[] message = SnappyBlock.decompress(bytes, 0, bytes.length, 1 << 26);
            new RemoteWriteReader().read(second ? RemoteWriteVersion.V2 : RemoteWriteVersion.V1, message, 0,
                    message.length, batch);
        } catch (SnappyException | MalformedRemoteWriteException e) {
            note(String.valueOf(e));
            request.response().setStatusCode(400).end(String.valueOf(e.getMessage()));
            return;
        }
        batch.commit().thenAccept(report -> answer(request, report));
    }

    private void answer(HttpServerRequest request, WriteReport report) {
        if (!report.complete()) {
            note(report.problem());
        }
        request.response().putHeader("X-Prometheus-Remote-Write-Samples-Written", Long.toString(report.samples()))
                .setStatusCode(report.complete() ? 204 : 400).end(report.complete() ? "" : report.problem());
    }

    private synchronized void note(String problem) {
        problems.add(problem);
    }

    /** What was refused for being wrong. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /** All samples of the series that matches, which must be one at most; stale markers among them. */
    public SampleColumns samples(String... namesAndValues) {
        SampleColumns columns = new SampleColumns();
        Labels labels = Labels.of(namesAndValues);
        List<Matcher> matchers = new ArrayList<>();
        labels.forEach((name, value) -> matchers.add(Matcher.of(name, MatchType.EQUAL, value)));
        try (SeriesSelection found = store.select(new SeriesQuery(matchers, Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            if (found.series().size() > 1) {
                throw new AssertionError("more than one series for " + labels + ": "
                        + found.series().stream().map(StoredSeries::labels).toList());
            }
            found.series().forEach(one -> one.read(Long.MIN_VALUE, Long.MAX_VALUE, columns));
        }
        return columns;
    }

    /** Labels of all series with this name. */
    public List<Labels> series(String name) {
        try (SeriesSelection found = store.select(
                new SeriesQuery(List.of(Matcher.equal(Labels.NAME, name)), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            return found.series().stream().<Labels>map(StoredSeries::labels).toList();
        }
    }

    public InMemoryMetricStore store() {
        return store;
    }

    @Override
    public void close() {
        server.close().await();
    }
}
