package dev.tributary.collector.heal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.upstream.UpstreamException;
import dev.tributary.runtime.http.ConnectionProblem;
import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remoteread.ReadHints;
import dev.tributary.wire.remoteread.ReadQuery;
import dev.tributary.wire.remoteread.ReadRequest;
import dev.tributary.wire.remoteread.ReadRequestWriter;
import dev.tributary.wire.remoteread.ReadResponseType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** Reads by remote read: every sample as it is stored, stale markers and native histograms too. Chunks stream where the server can. */
final class RemoteRead implements GapReader {
    private static final long WINDOW_MILLIS_MAX = Duration.ofHours(1).toMillis();

    private final HttpCaller caller;
    private final URI uri;
    private final Duration timeout;
    private final Selectors selectors;
    private final SeriesRules rules;

    /** With the longest time without a byte of the answer. */
    RemoteRead(HttpCaller caller, URI server, Duration timeout, Selectors selectors, SeriesRules rules) {
        this.caller = caller;
        uri = URI.create(server + "/api/v1/read");
        this.timeout = timeout;
        this.selectors = selectors;
        this.rules = rules;
    }

    @Override
    public String method() {
        return "remote_read";
    }

    @Override
    public long windowMillisMax() {
        return WINDOW_MILLIS_MAX;
    }

    @Override
    public Future<Long> read(Gap window, ReplicaShare share, Outflow outflow) {
        HealSink sink = new HealSink(rules, window, share, outflow.collector());
        Promise<Long> done = Promise.promise();
        caller.request(HttpMethod.POST, uri, timeout).compose(request -> {
            request.putHeader("Content-Type", "application/x-protobuf").putHeader("Content-Encoding", "snappy")
                    .putHeader("Accept-Encoding", "snappy").putHeader("X-Prometheus-Remote-Read-Version", "0.1.0");
            return request.send(Buffer.buffer(body(window))).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(_ -> request.reset());
        }).timeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
                .compose(response -> new RemoteReadAnswer(response, sink, outflow).read())
                .compose(_ -> outflow.finish())
                .onSuccess(_ -> done.complete(sink.samples()))
                .onFailure(cause -> done.fail(cause instanceof UpstreamException
                        ? cause
                        : new UpstreamException(0, ConnectionProblem.inWords(cause))));
        return done.future();
    }

    private byte[] body(Gap window) {
        List<ReadQuery> queries = selectors.within(window.range()).stream()
                .map(matchers -> new ReadQuery(window.fromMillis() + 1, window.toMillis(), matchers, ReadHints.NONE))
                .toList();
        return SnappyBlock.compress(ReadRequestWriter.write(new ReadRequest(queries,
                List.of(ReadResponseType.STREAMED_XOR_CHUNKS, ReadResponseType.SAMPLES))));
    }
}
