package dev.tributary.collector.heal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.series.Owners;
import dev.tributary.collector.upstream.UpstreamException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the gaps of one target, the newest first, window by window from the end of each, and only while the destinations keep
 * up: an old gap never delays the present. What is read goes the way of all samples. Deployed as a verticle.
 */
public final class GapHealer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(GapHealer.class);

    private static final long LOOK_MILLIS = 250;
    private static final long RETRY_MILLIS_MIN = 1000;
    private static final long RETRY_MILLIS_MAX = 60_000;

    /** Of the first window of a gap; it grows while windows have few samples. */
    private static final long WINDOW_MILLIS_FIRST = 5 * 60_000L;
    private static final long WINDOW_MILLIS_MIN = 15_000;
    private static final long SAMPLES_MANY = 1_000_000;

    /** After so many failures in a row a window is settled without that replica. */
    private static final int FAILURES_MAX = 5;

    private final String job;
    private final String instance;
    private final GapLedger ledger;
    private final List<List<GapReader>> servers;
    private final Supplier<Future<@Nullable Owners>> owners;
    private final Outflow.Writer writer;
    private final LongSupplier pendingSamples;
    private final HealSettings settings;
    private final HealMetrics metrics;
    private final Clock clock;
    private final long settleMillis;
    private final Map<GapOutcome, Double> settled = new EnumMap<>(GapOutcome.class);
    private volatile HealStatus status;
    /** Of each server which of its ways to read is taken, and how often that failed in a row. */
    private final int[] ways;
    private final int[] failures;
    private long windowMillis = WINDOW_MILLIS_FIRST;
    private long retryMillis = RETRY_MILLIS_MIN;
    private long samples;
    private String problem = "";
    private long timer;
    private boolean stopped;
    private Future<Void> work = Future.succeededFuture();

    /**
     * A healer that does nothing until it is deployed.
     *
     * @param target         the next of a server's ways to read is taken when one is refused for good
     * @param pendingSamples samples that wait at the destination which has the fewest
     * @param settleMillis   so long after its end a gap is left alone: what was being stored then is stored by now
     */
    public GapHealer(HealTarget target, GapLedger ledger, Outflow.Writer writer, LongSupplier pendingSamples,
            HealSettings settings, HealMetrics metrics, Clock clock, long settleMillis) {
        job = target.job();
        instance = target.instance();
        servers = target.servers();
        owners = ownersOf(target);
        ways = new int[servers.size()];
        failures = new int[servers.size()];
        this.ledger = ledger;
        this.writer = writer;
        this.pendingSamples = pendingSamples;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.settleMillis = settleMillis;
        status = new HealStatus(job, instance, List.of(), Map.of(), 0, "");
    }

    @Override
    public Future<?> start() {
        metrics.announce(job, instance);
        look(LOOK_MILLIS);
        return Future.succeededFuture();
    }

    private void look(long afterMillis) {
        publish();
        if (!stopped) {
            timer = vertx.setTimer(afterMillis, _ -> {
                work = step().onFailure(cause -> {
                    LOG.error("healing failed for a reason of our own job={} instance={}", job, instance, cause);
                    look(RETRY_MILLIS_MAX);
                }).otherwiseEmpty();
            });
        }
    }

    private void publish() {
        List<Gap> gaps = ledger.gaps();
        metrics.open.labelValues(job, instance).set(gaps.size());
        metrics.openSeconds.labelValues(job, instance).set(gaps.stream().mapToDouble(Gap::seconds).sum());
        status = new HealStatus(job, instance, gaps, settled, samples, problem);
    }

    private Future<Void> step() {
        Gap gap = ledger.newest();
        if (gap == null || clock.millis() < gap.toMillis() + settleMillis
                || pendingSamples.getAsLong() > settings.pendingSamplesMax()) {
            look(LOOK_MILLIS);
            return Future.succeededFuture();
        }
        long oldest = clock.millis() - settings.ageMax().toMillis();
        if (gap.toMillis() <= oldest) {
            return settle(gap, gap.fromMillis(), GapOutcome.TOO_OLD, "");
        }
        return owners.get().compose(known -> {
            List<Integer> asked = asked(gap, known);
            if (asked.isEmpty()) {
                return settle(gap, gap.fromMillis(), GapOutcome.REFUSED, problem);
            }
            long length = asked.stream().mapToLong(server -> way(server).windowMillisMax()).reduce(windowMillis,
                    Math::min);
            long from = Math.max(gap.fromMillis(), Math.max(gap.toMillis() - length, oldest));
            return read(gap, new Gap(gap.range(), from, gap.toMillis(), gap.server()), asked, known);
        });
    }

    private static Supplier<Future<@Nullable Owners>> ownersOf(HealTarget target) {
        Supplier<Future<Owners>> known = target.owners();
        return known == null ? Future::succeededFuture : () -> known.get().map(owners -> owners);
    }

    private GapReader way(int server) {
        return servers.get(server).get(ways[server]);
    }

    /** The servers that have something of a gap which counts, and can be read. */
    private List<Integer> asked(Gap gap, @Nullable Owners known) {
        List<Integer> asked = new ArrayList<>();
        for (int server = 0; server < ways.length; server++) {
            boolean counts = known == null || known.serves(server) || server == known.mostServing();
            boolean wanted = gap.server() == Gap.EVERY || gap.server() == server;
            if (counts && wanted && ways[server] < servers.get(server).size()) {
                asked.add(server);
            }
        }
        return asked;
    }

    private Future<Void> read(Gap gap, Gap window, List<Integer> asked, @Nullable Owners known) {
        Outflow outflow = new Outflow(vertx, this::write, settings.samplesPerSecondMax(), clock);
        return read(window, asked, known, outflow).transform(result -> {
            if (result.failed()) {
                // Counted already; after a stop it is read at the next start
                return Future.succeededFuture();
            }
            retryMillis = RETRY_MILLIS_MIN;
            samples += result.result();
            metrics.samples.labelValues(job, instance).inc(result.result());
            adapt(result.result());
            return settle(gap, window.fromMillis(), result.result() == 0 ? GapOutcome.NO_DATA : GapOutcome.HEALED, "");
        });
    }

    /** One server after the other; fails with the first that has to be asked again. */
    private Future<Long> read(Gap window, List<Integer> asked, @Nullable Owners known, Outflow outflow) {
        if (asked.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        int server = asked.getFirst();
        GapReader chosen = way(server);
        ReplicaShare share = known == null ? ReplicaShare.all() : ReplicaShare.of(known, server);
        return chosen.read(window, share, outflow).transform(result -> {
            if (stopped && result.failed()) {
                return Future.failedFuture(result.cause());
            }
            count(chosen, result.succeeded() ? "success" : "failure");
            if (result.failed() && !isLeftOut(server, result.cause())) {
                failed(server, chosen, result.cause());
                return Future.failedFuture(result.cause());
            }
            if (result.succeeded()) {
                failures[server] = 0;
                problem = "";
            }
            long taken = result.succeeded() ? result.result() : 0;
            return read(window, asked.subList(1, asked.size()), known, outflow).map(more -> taken + more);
        });
    }

    /** A replica that is gone for long must not keep the others' windows waiting: it has nothing of them. */
    private boolean isLeftOut(int server, Throwable cause) {
        boolean isFinal = cause instanceof UpstreamException refusal && refusal.isFinal();
        if (isFinal || servers.size() == 1 || ++failures[server] < FAILURES_MAX) {
            return false;
        }
        problem = way(server).method() + ": " + cause.getMessage();
        return true;
    }

    private Future<Void> write(List<Batch> batches) {
        return stopped
                ? stopping()
                : writer.write(batches).compose(_ -> stopped ? stopping() : Future.succeededFuture());
    }

    /** What was written last may not be on disk: it is read again after the next start. */
    private static Future<Void> stopping() {
        return Future.failedFuture(new UpstreamException(0, "stopping"));
    }

    private void count(GapReader chosen, String result) {
        metrics.reads.labelValues(job, instance, chosen.method(), result).inc();
    }

    private void adapt(long read) {
        if (read > SAMPLES_MANY) {
            windowMillis = Math.max(WINDOW_MILLIS_MIN, windowMillis / 2);
        } else if (read < SAMPLES_MANY / 4) {
            windowMillis = Math.min(12 * WINDOW_MILLIS_FIRST, 2 * windowMillis);
        }
    }

    private void failed(int server, GapReader chosen, Throwable cause) {
        problem = chosen.method() + ": " + cause.getMessage();
        if (cause instanceof UpstreamException refusal && refusal.isFinal()) {
            LOG.warn("past samples are refused job={} instance={} method={} reason={}", job, instance,
                    chosen.method(), cause.getMessage());
            ways[server]++;
            look(1);
            return;
        }
        LOG.warn("past samples could not be read, trying again job={} instance={} method={} reason={}", job, instance,
                chosen.method(), cause.getMessage());
        windowMillis = Math.max(WINDOW_MILLIS_MIN, windowMillis / 2);
        look(retryMillis);
        retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
    }

    private Future<Void> settle(Gap gap, long fromMillis, GapOutcome outcome, String why) {
        return vertx.executeBlocking(() -> {
            ledger.settled(gap, fromMillis);
            return gap;
        }).onSuccess(_ -> {
            double seconds = (gap.toMillis() - fromMillis) / 1e3;
            settled.merge(outcome, seconds, Double::sum);
            metrics.seconds.labelValues(job, instance, outcome.text()).inc(seconds);
            if (outcome == GapOutcome.HEALED) {
                LOG.info("gap is healed job={} instance={} names={} from={} to={}", job, instance, gap.range(),
                        Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(gap.toMillis()));
            } else {
                LOG.warn("gap cannot be healed job={} instance={} names={} from={} to={} outcome={} reason={}", job,
                        instance, gap.range(), Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(gap.toMillis()),
                        outcome.text(), why);
            }
            look(1);
        }).mapEmpty();
    }

    /** How the healing fares. Safe on any thread. */
    public HealStatus status() {
        return status;
    }

    /** Ends the reading; what is not settled is read at the next start. */
    @Override
    public Future<?> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        writer.stop();
        metrics.retire(job, instance);
        return work;
    }
}
