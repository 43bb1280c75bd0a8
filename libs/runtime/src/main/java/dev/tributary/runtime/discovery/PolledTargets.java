package dev.tributary.runtime.discovery;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** A source that has to be asked: files, an HTTP server, names. Tells the first list and every one that differs. */
public final class PolledTargets implements TargetSource {
    /** Files are cheap to look at; a target list that was replaced is in force after this time at the latest. */
    private static final Duration FILES_LOOKED_AT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Duration interval;
    private final Supplier<Future<List<TargetGroup>>> question;
    private @Nullable List<TargetGroup> told;
    private long timer = -1;
    private boolean closed;

    /**
     * A source that asks at this interval.
     *
     * @param question a failed answer tells nothing
     */
    public PolledTargets(Vertx vertx, Duration interval, Supplier<Future<List<TargetGroup>>> question) {
        this.vertx = vertx;
        this.interval = interval;
        this.question = question;
    }

    /** The targets of an entry of {@code file_sd_configs}. */
    public static PolledTargets ofFiles(Vertx vertx, FileTargets settings) {
        FileDiscovery files = new FileDiscovery(settings);
        Duration refresh = settings.refreshInterval();
        return new PolledTargets(vertx, refresh.compareTo(FILES_LOOKED_AT) < 0 ? refresh : FILES_LOOKED_AT,
                () -> vertx.executeBlocking(files::read));
    }

    /** The targets of an entry of {@code dns_sd_configs}. */
    public static PolledTargets ofNames(Vertx vertx, DnsTargets settings) {
        DnsDiscovery names = new DnsDiscovery(settings, vertx.createDnsClient());
        return new PolledTargets(vertx, settings.refreshInterval(), names::read);
    }

    @Override
    public synchronized void start(Consumer<List<TargetGroup>> listener) {
        if (!closed) {
            question.get().onComplete(answer -> {
                if (answer.succeeded()) {
                    tell(answer.result(), listener);
                }
                planNext(listener);
            });
        }
    }

    private void tell(List<TargetGroup> groups, Consumer<List<TargetGroup>> listener) {
        synchronized (this) {
            if (closed || groups.equals(told)) {
                return;
            }
            told = groups;
        }
        listener.accept(groups);
    }

    private synchronized void planNext(Consumer<List<TargetGroup>> listener) {
        if (!closed) {
            timer = vertx.setTimer(Math.max(1, interval.toMillis()), _ -> start(listener));
        }
    }

    @Override
    public synchronized Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }
}
